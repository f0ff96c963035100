import { clock, day, zoneName } from './zone';

interface Props {
  at: number | null;
  zone: string;
  seconds?: boolean;
}

/** An instant as the monitor's zone and as UTC tell it: `22 nov 02:00` and, quieter, `06:00 UTC`. */
export function Instant({ at, zone, seconds = false }: Props) {
  if (at === null) return <span className="tenue">—</span>;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      className="instante"
      title={`Hora de ${zoneName(zone)} y UTC`}
    >
      <span>
        {day(at, zone)} {clock(at, zone, seconds)}
      </span>{' '}
      <span className="utc">{utc(at, zone, seconds)}</span>
    </time>
  );
}

/** The same as text, for labels. */
export function instantText(at: number, zone: string, seconds = false): string {
  return `${day(at, zone)} ${clock(at, zone, seconds)} ${zoneName(zone)} (${utc(at, zone, seconds)})`;
}

function utc(at: number, zone: string, seconds: boolean): string {
  const date = day(at, 'UTC') === day(at, zone) ? '' : `${day(at, 'UTC')} `;
  return `${date}${clock(at, 'UTC', seconds)} UTC`;
}
