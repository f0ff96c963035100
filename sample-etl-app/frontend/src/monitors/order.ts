import type { Monitor } from '../api/types';

/** Open incidents first, the newest on top; then what is in error; then as the server orders, stores under their job. */
export function inOrder(monitors: readonly Monitor[]): Monitor[] {
  const place = new Map<string, number>();
  for (const { name } of monitors) if (!place.has(name)) place.set(name, place.size);
  return [...monitors].sort(
    (a, b) =>
      urgency(a) - urgency(b) ||
      (b.incident?.startedAt ?? '').localeCompare(a.incident?.startedAt ?? '') ||
      (place.get(a.name) ?? 0) - (place.get(b.name) ?? 0) ||
      (a.key ?? '').localeCompare(b.key ?? ''),
  );
}

function urgency({ incident, status }: Monitor): number {
  if (incident) return 0;
  if (status === 'error') return 1;
  return status === 'disabled' ? 3 : 2;
}

/** The zone that most monitors live in: the axis' zone. */
export function commonZone(monitors: readonly Monitor[], fallback: string): string {
  const counts = new Map<string, number>();
  for (const { schedule } of monitors) {
    if (schedule?.timezone) counts.set(schedule.timezone, (counts.get(schedule.timezone) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? fallback;
}
