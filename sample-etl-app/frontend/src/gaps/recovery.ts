import type { Ejecucion, Gap, GapRequest } from '../api/types';

/** A recovery that this tab asked for, and what became of it. */
export interface Recovery {
  gap: Gap;
  /** Of the execution; null until the server accepts. */
  id: number | string | null;
  phase: 'enviando' | 'en_proceso' | 'exitoso' | 'parcial' | 'fallido' | 'rechazado';
  detail: string | null;
}

/** The same window of the same store and ETL is the same gap. */
export function gapId(gap: Gap | GapRequest): string {
  return [gap.etl_tipo, gap.ubicacion_id, gap.fecha_desde, gap.hora_desde, gap.fecha_hasta, gap.hora_hasta]
    .map((part) => part ?? '')
    .join('|');
}

export function requestOf(gap: Gap): GapRequest {
  return {
    etl_tipo: gap.etl_tipo,
    ubicacion_id: gap.ubicacion_id,
    fecha_desde: gap.fecha_desde,
    fecha_hasta: gap.fecha_hasta,
    ...(gap.hora_desde && { hora_desde: gap.hora_desde }),
    ...(gap.hora_hasta && { hora_hasta: gap.hora_hasta }),
  };
}

const number = new Intl.NumberFormat('es');

/** What the execution says of the recovery; the same object while nothing changed. */
export function settle(recovery: Recovery, ejecuciones: readonly Ejecucion[]): Recovery {
  const own = ejecuciones.find(({ id }) => String(id) === String(recovery.id));
  if (!own || own.estado === recovery.phase) return recovery;
  return { ...recovery, phase: own.estado, detail: detailOf(own) };
}

function detailOf({ estado, registros_cargados, error_mensaje, error_tipo }: Ejecucion): string | null {
  if (estado === 'en_proceso') return null;
  const loaded = `${number.format(registros_cargados ?? 0)} registros cargados`;
  if (estado === 'exitoso') return loaded;
  const reason = error_mensaje ?? error_tipo ?? 'sin más detalle';
  return estado === 'parcial' ? `${loaded}; ${reason}` : reason;
}

export function isOver({ phase }: Recovery): boolean {
  return phase !== 'enviando' && phase !== 'en_proceso';
}
