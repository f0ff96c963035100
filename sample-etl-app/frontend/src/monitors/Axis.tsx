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
  const left = width > 0 && pixelsFromNow(scale.to, scale, width) < NOW_PX;
  const ticks = ticksOf(scale, width).filter((tick) => !underNow(pixelsFromNow(tick, scale, width), left));
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
        <span className={left ? 'eje-ahora eje-ahora-antes' : 'eje-ahora'} style={{ left: `${percent(scale, scale.now)}%` }}>
          ahora
        </span>
      </div>
    </div>
  );
}

const NOW_PX = 46;
const LABEL_PX = 36;

function pixelsFromNow(instant: number, scale: Scale, width: number): number {
  return ((percent(scale, instant) - percent(scale, scale.now)) / 100) * width;
}

/** Its label would lie under the word that marks the present. */
function underNow(pixels: number, left: boolean): boolean {
  return left ? pixels > -LABEL_PX - NOW_PX && pixels < LABEL_PX : pixels > -LABEL_PX && pixels < NOW_PX;
}

function label(tick: number, zone: string, days: boolean): string {
  const { hour, minute } = wallClock(tick, zone);
  return days || (hour === 0 && minute === 0) ? weekday(tick, zone) : clock(tick, zone);
}
