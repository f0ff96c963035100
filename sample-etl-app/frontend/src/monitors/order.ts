import type { Monitor } from '../api/types';
import type { Failing } from './failing';

/**
 * Open incidents first, the newest on top; then what is in error; then what failed last; then as the server orders,
 * stores under their job.
 */
export function inOrder(monitors: readonly Monitor[], failing: readonly Failing[] = []): Monitor[] {
  const unwell = new Set(failing.map(({ monitor }) => monitor.slug));
  const place = new Map<string, number>();
  for (const { name } of monitors) if (!place.has(name)) place.set(name, place.size);
  return [...monitors].sort(
    (a, b) =>
      urgency(a, unwell) - urgency(b, unwell) ||
      (b.incident?.startedAt ?? '').localeCompare(a.incident?.startedAt ?? '') ||
      (place.get(a.name) ?? 0) - (place.get(b.name) ?? 0) ||
      (a.key ?? '').localeCompare(b.key ?? ''),
  );
}

function urgency({ slug, incident, status }: Monitor, unwell: ReadonlySet<string>): number {
  if (incident) return 0;
  if (status === 'error') return 1;
  if (unwell.has(slug)) return 2;
  return status === 'disabled' ? 4 : 3;
}

/** The zone that most monitors live in: the axis' zone. */
export function commonZone(monitors: readonly Monitor[], fallback: string): string {
  const counts = new Map<string, number>();
  for (const { schedule } of monitors) {
    if (schedule?.timezone) counts.set(schedule.timezone, (counts.get(schedule.timezone) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? fallback;
}
