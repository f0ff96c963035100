import type { CheckInStatus, MonitorStatus } from '../api/types';

/** Words for what colours and shapes say too. */
export const CHECK_IN_LABEL: Record<CheckInStatus, string> = {
  ok: 'Correcta',
  error: 'Con error',
  missed: 'Perdida',
  timeout: 'Excedió su tiempo',
  in_progress: 'En curso',
  skipped: 'Omitida',
};

export const MONITOR_LABEL: Record<MonitorStatus, string> = {
  ok: 'En orden',
  error: 'Con error',
  active: 'Sin decidir',
  disabled: 'Desactivado',
};

/** The worst last: where marks overlap, the worst is on top, and names the group. */
const SEVERITY: readonly CheckInStatus[] = ['skipped', 'ok', 'in_progress', 'missed', 'timeout', 'error'];

export function severity(status: CheckInStatus): number {
  return SEVERITY.indexOf(status);
}

export function worst(statuses: readonly CheckInStatus[]): CheckInStatus {
  return statuses.reduce((a, b) => (severity(b) > severity(a) ? b : a), 'skipped');
}
