import { useQueries } from '@tanstack/react-query';
import { historyQuery } from '../api/queries';
import type { CheckIn, HistoryEntry, Monitor } from '../api/types';

/** A monitor whose last run that is over went wrong, whether or not that makes an incident yet. */
export interface Failing {
  monitor: Monitor;
  last: CheckIn;
  /** How many in a row, and when the first of them began. */
  failures: number;
  since: string;
}

/** @param history newest first; undefined: not known (yet), and the last check-in has to do */
export function failingOf(monitor: Monitor, history: readonly HistoryEntry[] | undefined): Failing | null {
  const over = (history ?? (monitor.lastCheckIn ? [monitor.lastCheckIn] : [])).filter(isOver);
  const [last] = over;
  if (!last || last.status === 'ok') return null;
  const good = over.findIndex(({ status }) => status === 'ok');
  const failures = good < 0 ? over.length : good;
  return { monitor, last, failures, since: over[failures - 1]?.startedAt ?? last.startedAt };
}

function isOver({ status }: CheckIn): boolean {
  return status !== 'in_progress' && status !== 'skipped';
}

/** What fails now, the longest first. */
export function useFailing(monitors: readonly Monitor[]): Failing[] {
  const histories = useQueries({ queries: monitors.map(({ slug }) => historyQuery(slug)) });
  return monitors
    .flatMap((monitor, index) => failingOf(monitor, histories[index]?.data?.history) ?? [])
    .sort((a, b) => a.since.localeCompare(b.since));
}
