import type { Monitor } from '../api/types';
import { MarkAt } from './Mark';
import { percent, type Run, type Scale } from './scale';
import { severity } from './statuses';
import type { RowHistory } from './useHistories';

interface Props {
  monitor: Monitor;
  history: RowHistory;
  runs: readonly Run[];
  scale: Scale;
}

/** The row as the eye sees it: every run at its instant, as long as it took. The cells above it are what is pointed at. */
export function Track({ monitor, history, runs, scale }: Props) {
  const at = (instant: number) => `${percent(scale, instant)}%`;
  const between = (from: number, to: number) => `${Math.max(0, percent(scale, to) - percent(scale, from))}%`;
  const incident = monitor.incident ? Date.parse(monitor.incident.startedAt) : null;
  const next = monitor.nextCheckIn ? Date.parse(monitor.nextCheckIn) : null;
  const latest = monitor.nextCheckInLatest ? Date.parse(monitor.nextCheckInLatest) : next;
  const known = knownSince(history);
  return (
    <svg className="pista" aria-hidden="true">
      {known > scale.from && (
        <rect
          className="sin-historia"
          x="0"
          y="0"
          height="100%"
          width={between(scale.from, Math.min(known, scale.now))}
        />
      )}
      {incident !== null && (
        <rect
          className="incidente"
          x={at(incident)}
          y="0"
          height="100%"
          width={between(incident, scale.now)}
        />
      )}
      <line className="base" x1="0" x2="100%" y1="50%" y2="50%" />
      {next !== null && next <= scale.to && (
        <rect className="margen" x={at(next)} y="30%" height="40%" width={between(next, latest ?? next)} />
      )}
      {runs.map((run) => (
        <rect
          key={run.id}
          className={`duracion duracion-${run.entry.status}`}
          x={at(run.start)}
          y="44%"
          height="12%"
          width={between(run.start, run.end ?? scale.now)}
        />
      ))}
      {[...runs].sort(worstLast).map((run) => (
        <MarkAt key={run.id} x={at(run.start)} y="50%" status={run.entry.status} />
      ))}
      {next !== null && next >= scale.from && next <= scale.to && (
        <MarkAt x={at(next)} y="50%" status="next" />
      )}
      <line className="ahora" x1={at(scale.now)} x2={at(scale.now)} y1="0" y2="100%" />
    </svg>
  );
}

/** Of what lies before the oldest kept run, nothing is known. */
function knownSince({ entries, state }: RowHistory): number {
  if (state !== 'known') return Number.NEGATIVE_INFINITY;
  return entries.reduce(
    (oldest, { startedAt }) => Math.min(oldest, Date.parse(startedAt)),
    Number.POSITIVE_INFINITY,
  );
}

function worstLast(a: Run, b: Run): number {
  return severity(a.entry.status) - severity(b.entry.status) || a.start - b.start;
}
