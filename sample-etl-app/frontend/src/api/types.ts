/** `GET /actuator/monitors`: instants in UTC, durations in seconds or ISO 8601. */
export type CheckInStatus = 'ok' | 'error' | 'in_progress' | 'missed' | 'timeout' | 'skipped';
export type MonitorStatus = 'active' | 'ok' | 'error' | 'disabled';

export interface CheckIn {
  id: string;
  status: CheckInStatus;
  startedAt: string;
  finishedAt: string | null;
  duration: number | null;
  message: string | null;
}

export interface Step {
  name: string;
  duration: number | null;
  ok?: boolean;
}

export interface HistoryEntry extends CheckIn {
  expectedAt: string | null;
  tags: Record<string, string> | null;
  metrics: Record<string, number> | null;
  steps: Step[] | null;
  traceId: string | null;
}

export interface MonitorSchedule {
  declared: string;
  dialect: string;
  timezone: string | null;
  description: string | null;
  sentry: { type: string; value: string | number; unit?: string } | null;
  exact: boolean;
  note: string | null;
}

export interface Monitor {
  slug: string;
  name: string;
  key: string | null;
  description: string | null;
  job: string | null;
  status: MonitorStatus;
  running: number;
  schedule: MonitorSchedule | null;
  checkinMargin: string | null;
  maxRuntime: string | null;
  failureIssueThreshold: number;
  recoveryThreshold: number;
  owner: string | null;
  lastCheckIn: CheckIn | null;
  nextCheckIn: string | null;
  nextCheckInLatest: string | null;
  incident: { startedAt: string; failures: number } | null;
  stats: {
    runs: number;
    ok: number;
    error: number;
    missed: number;
    timeout: number;
    skipped: number;
    successRate: number | null;
    duration: { p50: number | null; p95: number | null; max: number | null } | null;
    lastSuccess: string | null;
  };
}

export interface MonitorList {
  environment: string;
  summary: {
    total: number;
    ok: number;
    error: number;
    active: number;
    disabled: number;
    running: number;
    incidents: number;
  };
  delivery: {
    sentry: 'enabled' | 'disabled' | 'no-dsn';
    expired: number;
    failed: number;
    dropped: number;
    pending: number;
    lastSuccess: string | null;
  };
  page: { number: number; size: number; total: number };
  monitors: Monitor[];
}

export interface MonitorHistory {
  slug: string;
  history: HistoryEntry[];
}

/** `/api/etl/tracking`. */
export const TIPOS = ['ventas', 'inventario'] as const;
export type EtlTipo = (typeof TIPOS)[number];
export type Estado = 'en_proceso' | 'exitoso' | 'fallido' | 'parcial';

export interface Ejecucion {
  id: number | string;
  etl_tipo: EtlTipo;
  ubicacion_id: string;
  ubicacion_nombre: string | null;
  fecha_inicio: string;
  fecha_fin: string | null;
  duracion_segundos: number | null;
  fecha_desde: string | null;
  fecha_hasta: string | null;
  hora_desde: string | null;
  hora_hasta: string | null;
  estado: Estado;
  registros_extraidos: number | null;
  registros_cargados: number | null;
  error_mensaje: string | null;
  error_tipo: string | null;
  modo: string;
  version_etl: string | null;
  host: string | null;
}

export interface Gap {
  etl_tipo: EtlTipo;
  ubicacion_id: string;
  ubicacion_nombre?: string | null;
  fecha_desde: string;
  fecha_hasta: string;
  hora_desde: string | null;
  hora_hasta: string | null;
  fecha_fallo: string | null;
  horas_desde_fallo: number | null;
  motivo?: 'fallido' | 'nunca_ejecutado';
  error_tipo?: string | null;
  error_mensaje?: string | null;
}

export interface GapRequest {
  etl_tipo: EtlTipo;
  ubicacion_id: string;
  fecha_desde: string;
  fecha_hasta: string;
  hora_desde?: string;
  hora_hasta?: string;
}

export interface Metrica {
  ubicacion_id: string;
  ubicacion_nombre?: string | null;
  fecha: string;
  etl_tipo?: EtlTipo;
  total_ejecuciones: number;
  exitosas?: number;
  fallidas?: number;
  tasa_exito_pct: number | null;
  duracion_promedio_seg: number | null;
  total_registros_cargados: number | null;
}

export interface CronStatus {
  etl: string;
  activo: boolean;
  horario: string;
  proxima_ejecucion: string | null;
  zona?: string | null;
  hoy?: Record<string, number>;
}

export interface Connectivity {
  estado: 'disponible' | 'timeout' | 'error';
  latencia_ms: number | null;
  mensaje?: string | null;
}
