import type { CheckInStatus } from '../api/types';
import { duration } from '../time/duration';
import { instantText } from '../time/Instant';
import { clock, day, zoneName } from '../time/zone';
import type { Cell, Run } from './scale';
import { CHECK_IN_LABEL, severity, worst } from './statuses';

/** What a cell says to those who do not see it. */
export function cellText(cell: Cell, zone: string): string {
  if (cell.runs.length === 1 && cell.runs[0]) return runText(cell.runs[0], zone);
  const status = worst(cell.runs.map(({ entry }) => entry.status));
  const leading = cell.runs.findLast(({ entry }) => entry.status === status);
  return `${span(cell, zone)}: ${counts(cell.runs)}.${leading ? ` ${runText(leading, zone)}` : ''}`;
}

/** `3 correctas, 1 con error`, the worst first. */
export function counts(runs: readonly Run[]): string {
  const byStatus = new Map<CheckInStatus, number>();
  for (const { entry } of runs) byStatus.set(entry.status, (byStatus.get(entry.status) ?? 0) + 1);
  return [...byStatus]
    .sort(([a], [b]) => severity(b) - severity(a))
    .map(([status, count]) => `${count} × ${CHECK_IN_LABEL[status].toLowerCase()}`)
    .join(', ');
}

export function span({ from, to }: Pick<Cell, 'from' | 'to'>, zone: string): string {
  return `${day(from, zone)} ${clock(from, zone)}–${clock(to, zone)} ${zoneName(zone)}`;
}

export function runText({ start, entry }: Run, zone: string): string {
  const parts = [`${CHECK_IN_LABEL[entry.status]}, ${instantText(start, zone)}`];
  if (entry.duration !== null) parts.push(`duró ${duration(entry.duration)}`);
  if (entry.message) parts.push(entry.message);
  return parts.join('; ');
}
