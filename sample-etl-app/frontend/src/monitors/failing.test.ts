import type { HistoryEntry, Monitor } from '../api/types';
import { failingOf } from './failing';

const monitor = { slug: 'uno', lastCheckIn: null } as Monitor;
const entry = (status: HistoryEntry['status'], startedAt: string) => ({ status, startedAt }) as HistoryEntry;

it('counts failures in a row up to the last success, over what runs or was left out', () => {
  const history = [
    entry('in_progress', '2026-11-22T08:05:00Z'),
    entry('skipped', '2026-11-22T08:04:00Z'),
    entry('error', '2026-11-22T08:03:00Z'),
    entry('missed', '2026-11-22T08:02:00Z'),
    entry('ok', '2026-11-22T08:01:00Z'),
    entry('error', '2026-11-22T08:00:00Z'),
  ];
  expect(failingOf(monitor, history)).toMatchObject({ failures: 2, since: '2026-11-22T08:02:00Z', last: history[2] });
});

it('says nothing of a monitor that is well, or that has done nothing yet', () => {
  expect(failingOf(monitor, [entry('ok', '2026-11-22T08:01:00Z'), entry('error', '2026-11-22T08:00:00Z')])).toBeNull();
  expect(failingOf(monitor, [entry('in_progress', '2026-11-22T08:01:00Z')])).toBeNull();
  expect(failingOf(monitor, [])).toBeNull();
});

it('takes the last check-in where the history is not known', () => {
  const failed = { ...monitor, lastCheckIn: entry('timeout', '2026-11-22T08:01:00Z') };
  expect(failingOf(failed, undefined)).toMatchObject({ failures: 1 });
});
