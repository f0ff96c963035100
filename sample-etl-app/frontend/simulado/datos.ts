import type {
  CronStatus,
  Ejecucion,
  Gap,
  HistoryEntry,
  Metrica,
  Monitor,
  MonitorList,
} from '../src/api/types.ts';

/** A chain of stores as the API describes it, the same for the same instant. For tests and for work without a server. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ZONE = 'America/Caracas';
const CARACAS = 4 * HOUR;

export const TIENDAS = [
  ['tienda_01', 'PERIFERICO'],
  ['tienda_08', 'BOSQUE'],
  ['tienda_17', 'ARTIGAS'],
  ['tienda_18', 'PARAISO'],
  ['tienda_20', 'TAZAJAL'],
] as const;

/** Period and phase in Caracas, since midnight; usual duration in seconds. */
const TRABAJOS = [
  ['etl_ventas_historico', '0 0 2 * * *', 24 * HOUR, 2 * HOUR, 2900, 30, 180],
  ['etl_ventas_diario', '0 0 */6 * * *', 6 * HOUR, 0, 840, 15, 60],
  ['etl_stock_actual', '0 0 */4 * * *', 4 * HOUR, 0, 96, 10, 30],
  ['etl_productos', '0 0 3 * * *', 24 * HOUR, 3 * HOUR, 410, 20, 45],
  ['ventas_klk_incremental_30min', '0 5,35 * * * *', 30 * MINUTE, 5 * MINUTE, 74, 10, 25],
  ['inventario_klk_completo', '0 0,30 * * * *', 30 * MINUTE, 0, 131, 10, 25],
] as const;

export class Azar {
  constructor(private state: number) {}

  next(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return this.state / 2 ** 32;
  }
}

const utc = (instant: number) => new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');

function slots(period: number, phase: number, from: number, to: number): number[] {
  const midnight = Math.floor((from - CARACAS) / (24 * HOUR)) * 24 * HOUR + CARACAS;
  const found: number[] = [];
  for (let slot = midnight + phase; slot <= to; slot += period) if (slot >= from) found.push(slot);
  return found;
}

interface Serie {
  name: string;
  key: string | null;
  declared: string;
  period: number;
  phase: number;
  seconds: number;
  margin: number;
  max: number;
}

const SERIES: Serie[] = TRABAJOS.flatMap(([name, declared, period, phase, seconds, margin, max]) => {
  const own = { name, key: null, declared, period, phase, seconds, margin, max };
  if (name !== 'etl_ventas_diario') return [own];
  const stores = TIENDAS.map(([key]) => ({ ...own, name: 'etl_ventas_tienda', key, seconds: 160, max: 30 }));
  return [own, ...stores];
});

const slugOf = ({ name, key }: Pick<Serie, 'name' | 'key'>) =>
  [name, key].filter(Boolean).join('-').replaceAll('_', '-');

export interface Situacion {
  lista: MonitorList;
  historias: Map<string, HistoryEntry[]>;
  ejecuciones: Ejecucion[];
  gaps: Gap[];
  metricas: Metrica[];
  cron: CronStatus[];
}

export function situacion(now: number): Situacion {
  const historias = new Map(
    SERIES.map((serie, index) => [slugOf(serie), historia(serie, now, new Azar(index + 7))]),
  );
  const monitors = SERIES.map((serie) => monitor(serie, historias.get(slugOf(serie)) ?? [], now));
  return {
    lista: lista(monitors),
    historias,
    ejecuciones: ejecuciones(now),
    gaps: gaps(now),
    metricas: metricas(now),
    cron: monitors
      .filter(({ key }) => key === null)
      .map(({ name, nextCheckIn, stats }) => ({
        etl: name,
        activo: true,
        horario: name.includes('30min') ? 'minutos 5 y 35 de cada hora' : 'según su crontab',
        proxima_ejecucion: nextCheckIn,
        hoy: { exitosas: Math.min(stats.ok, 40), fallidas: stats.error },
      })),
  };
}

/** tienda_08 has failed since two slots ago; the incremental load missed a slot and ran too long once. */
function historia(serie: Serie, now: number, azar: Azar): HistoryEntry[] {
  const all = slots(serie.period, serie.phase, now - 7 * 24 * HOUR, now).slice(-100);
  const last = all.length - 1;
  return all.map((slot, index) => entry(serie, slot, last - index, now, azar)).reverse();
}

function entry(serie: Serie, slot: number, age: number, now: number, azar: Azar): HistoryEntry {
  const seconds = Math.round(serie.seconds * (0.8 + 0.5 * azar.next()) * 10) / 10;
  const start = slot + Math.round(azar.next() * 900);
  const broken = serie.key === 'tienda_08' && age < 2;
  const status = broken
    ? 'error'
    : (special(serie, age) ?? (start + seconds * 1000 > now ? 'in_progress' : 'ok'));
  const ran = status !== 'missed';
  const open = status === 'in_progress';
  return {
    id: `${slugOf(serie)}-${slot}`.padEnd(36, '0'),
    status,
    startedAt: utc(ran ? start : slot),
    finishedAt: open ? null : utc(start + (status === 'timeout' ? serie.max * MINUTE : seconds * 1000)),
    duration: open || !ran ? null : status === 'timeout' ? null : seconds,
    message: broken ? 'tienda_08: KLK no respondió en 600 s (3 intentos)' : (MESSAGES[status] ?? null),
    expectedAt: utc(slot),
    tags: ran ? { etl_tipo: serie.name.includes('ventas') ? 'ventas' : 'inventario', modo: 'completo' } : {},
    metrics: status === 'ok' ? { registros_extraidos: 4211, registros_cargados: 4209 } : {},
    steps: ran ? [{ name: 'extraer', duration: seconds * 0.7, ok: !broken }] : [],
    traceId: ran ? '3f9c2ab04d1e4c7f8a5be0d1c2f3a4b5' : null,
  };
}

const MESSAGES: Record<string, string> = {
  missed: 'no empezó dentro del margen',
  timeout: 'no terminó en 25 min',
  skipped: 'otra réplica tiene el candado',
};

function special(serie: Serie, age: number): 'missed' | 'timeout' | 'skipped' | null {
  if (serie.name !== 'ventas_klk_incremental_30min') return null;
  return ({ 11: 'missed', 23: 'timeout', 30: 'skipped' } as const)[age] ?? null;
}

function monitor(serie: Serie, history: HistoryEntry[], now: number): Monitor {
  const count = (status: string) => history.filter((one) => one.status === status).length;
  const next = slots(serie.period, serie.phase, now + 1, now + 2 * 24 * HOUR)[0] ?? now;
  const broken = serie.key === 'tienda_08';
  const ran = history.flatMap(({ duration }) => (duration === null ? [] : [duration])).sort((a, b) => a - b);
  const finished = history.length - count('in_progress') - count('skipped');
  return {
    slug: slugOf(serie),
    name: serie.name,
    key: serie.key,
    description: null,
    job: `ai.fluxion.sample.etl.trabajo.Trabajos.${serie.name}`,
    status: broken ? 'error' : 'ok',
    running: count('in_progress'),
    schedule: {
      declared: serie.declared,
      dialect: 'spring',
      timezone: ZONE,
      description: null,
      sentry: { type: 'crontab', value: serie.declared.slice(2) },
      exact: true,
      note: null,
    },
    checkinMargin: `PT${serie.margin}M`,
    maxRuntime: serie.max % 60 === 0 ? `PT${serie.max / 60}H` : `PT${serie.max}M`,
    failureIssueThreshold: 1,
    recoveryThreshold: 1,
    owner: null,
    lastCheckIn: history[0] ?? null,
    nextCheckIn: utc(next),
    nextCheckInLatest: utc(next + serie.margin * MINUTE),
    incident: broken ? { startedAt: history[1]?.startedAt ?? utc(now), failures: 2 } : null,
    stats: {
      runs: finished,
      ok: count('ok'),
      error: count('error'),
      missed: count('missed'),
      timeout: count('timeout'),
      skipped: count('skipped'),
      successRate: finished === 0 ? null : count('ok') / finished,
      duration: {
        p50: ran[Math.floor(ran.length / 2)] ?? 0,
        p95: ran[Math.floor(ran.length * 0.95)] ?? 0,
        max: ran.at(-1) ?? 0,
      },
      lastSuccess: history.find(({ status }) => status === 'ok')?.finishedAt ?? null,
    },
  };
}

function lista(monitors: Monitor[]): MonitorList {
  const count = (status: string) => monitors.filter((one) => one.status === status).length;
  return {
    environment: 'demo',
    summary: {
      total: monitors.length,
      ok: count('ok'),
      error: count('error'),
      active: count('active'),
      disabled: 0,
      running: monitors.filter(({ running }) => running > 0).length,
      incidents: monitors.filter(({ incident }) => incident).length,
    },
    delivery: { sentry: 'enabled', expired: 0, failed: 0, dropped: 0, pending: 0, lastSuccess: null },
    page: { number: 0, size: 500, total: monitors.length },
    monitors,
  };
}

const fecha = (instant: number) => utc(instant - CARACAS).slice(0, 10);
const hora = (instant: number) => utc(instant - CARACAS).slice(11, 16);

function ejecuciones(now: number): Ejecucion[] {
  const azar = new Azar(42);
  const windows = slots(30 * MINUTE, 5 * MINUTE, now - 26 * HOUR, now).reverse();
  let id = 1 + windows.length * TIENDAS.length;
  return windows.flatMap((slot, age) =>
    TIENDAS.map(([tienda, nombre], index) => {
      const broken = tienda === 'tienda_08' && age < 3;
      const open = age === 0 && index === 4;
      const rows = Math.round(60 + azar.next() * 340);
      const seconds = Math.round((8 + azar.next() * 9) * 10) / 10;
      const start = slot + index * 2000;
      id -= 1;
      return {
        id,
        etl_tipo: 'ventas' as const,
        ubicacion_id: tienda,
        ubicacion_nombre: nombre,
        fecha_inicio: utc(start),
        fecha_fin: open ? null : utc(start + seconds * 1000),
        duracion_segundos: open ? null : seconds,
        fecha_desde: fecha(slot - 35 * MINUTE),
        fecha_hasta: fecha(slot),
        hora_desde: hora(slot - 35 * MINUTE),
        hora_hasta: hora(slot),
        estado: open ? ('en_proceso' as const) : broken ? ('fallido' as const) : ('exitoso' as const),
        registros_extraidos: open ? null : broken ? 0 : rows,
        registros_cargados: open ? null : broken ? 0 : rows - (index === 2 ? 1 : 0),
        error_mensaje: broken ? 'KLK no respondió en 600 s (3 intentos)' : null,
        error_tipo: broken ? 'timeout' : null,
        modo: 'incremental_30min',
        version_etl: '2.0',
        host: 'etl-1',
      };
    }),
  );
}

function gaps(now: number): Gap[] {
  return slots(30 * MINUTE, 5 * MINUTE, now - 80 * MINUTE, now).map((slot) => ({
    etl_tipo: 'ventas',
    ubicacion_id: 'tienda_08',
    ubicacion_nombre: 'BOSQUE',
    fecha_desde: fecha(slot - 35 * MINUTE),
    fecha_hasta: fecha(slot),
    hora_desde: hora(slot - 35 * MINUTE),
    hora_hasta: hora(slot),
    fecha_fallo: utc(slot),
    horas_desde_fallo: Math.round(((now - slot) / HOUR) * 10) / 10,
    error_tipo: 'timeout',
  }));
}

function metricas(now: number): Metrica[] {
  const azar = new Azar(3);
  return Array.from({ length: 7 }, (_, age) => fecha(now - (6 - age) * 24 * HOUR)).flatMap((day, index) =>
    TIENDAS.map(([tienda, nombre]) => ({
      ubicacion_id: tienda,
      ubicacion_nombre: nombre,
      fecha: day,
      etl_tipo: 'ventas' as const,
      total_ejecuciones: 48,
      tasa_exito_pct:
        tienda === 'tienda_08' && index > 4 ? 91.7 : Math.round((98 + azar.next() * 2) * 10) / 10,
      duracion_promedio_seg: Math.round((9 + azar.next() * 5) * 10) / 10,
      total_registros_cargados: Math.round(9_000 + azar.next() * 6_000),
    })),
  );
}
