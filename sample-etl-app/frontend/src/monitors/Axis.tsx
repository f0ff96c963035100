import type { RefObject } from 'react';
import { DAY } from '../time/duration';
import { clock, wallClock, weekday, zoneName } from '../time/zone';
import { percent, type Scale, ticksOf } from './scale';

interface Props {
  scale: Scale;
  width: number;
  track: RefObject<HTMLDivElement | null>;
}

/** Hours of the monitors' zone, and below them the same in UTC. */
export function Axis({ scale, width, track }: Props) {
  const ticks = ticksOf(scale, width).filter((tick) => !underNow(tick, scale, width));
  const wide = (ticks[1] ?? 0) - (ticks[0] ?? 0) >= DAY;
  return (
    <div className="eje" aria-hidden="true">
      <div className="eje-zonas">
        <span>{zoneName(scale.zone)}</span>
        <span className="utc">UTC</span>
      </div>
      <div className="eje-pista" ref={track}>
        {ticks.map((tick) => (
          <span key={tick} className="eje-marca" style={{ left: `${percent(scale, tick)}%` }}>
            <span>{label(tick, scale.zone, wide)}</span>
            <span className="utc">{label(tick, 'UTC', false)}</span>
          </span>
        ))}
        <span className="eje-ahora" style={{ left: `${percent(scale, scale.now)}%` }}>
          ahora
        </span>
      </div>
    </div>
  );
}

/** Its label would lie under the word that marks the present. */
function underNow(tick: number, scale: Scale, width: number): boolean {
  const pixels = ((percent(scale, tick) - percent(scale, scale.now)) / 100) * width;
  return pixels > -36 && pixels < 46;
}

function label(tick: number, zone: string, days: boolean): string {
  const { hour, minute } = wallClock(tick, zone);
  return days || (hour === 0 && minute === 0) ? weekday(tick, zone) : clock(tick, zone);
}
