import type { Metrica } from '../api/types';

/** A day, or a store, summed over what belongs to it. */
export interface Total {
  id: string;
  ejecuciones: number;
  exito: number | null;
  duracion: number | null;
  registros: number;
}

export function totalsBy(metricas: readonly Metrica[], key: 'fecha' | 'ubicacion_id'): Total[] {
  const groups = new Map<string, Metrica[]>();
  for (const metrica of metricas) {
    const group = groups.get(metrica[key]);
    if (group) group.push(metrica);
    else groups.set(metrica[key], [metrica]);
  }
  return [...groups].map(([id, group]) => total(id, group)).sort((a, b) => a.id.localeCompare(b.id));
}

function total(id: string, group: readonly Metrica[]): Total {
  return {
    id,
    ejecuciones: group.reduce((sum, { total_ejecuciones }) => sum + total_ejecuciones, 0),
    exito: weighted(group, ({ tasa_exito_pct }) => tasa_exito_pct),
    duracion: weighted(group, ({ duracion_promedio_seg }) => duracion_promedio_seg),
    registros: group.reduce((sum, { total_registros_cargados }) => sum + (total_registros_cargados ?? 0), 0),
  };
}

/** A mean of means is one only with the weights: a store with one run is not as much as one with fifty. */
function weighted(group: readonly Metrica[], value: (metrica: Metrica) => number | null): number | null {
  let weight = 0;
  let sum = 0;
  for (const metrica of group) {
    const one = value(metrica);
    if (one === null || metrica.total_ejecuciones === 0) continue;
    weight += metrica.total_ejecuciones;
    sum += one * metrica.total_ejecuciones;
  }
  return weight === 0 ? null : sum / weight;
}

export function leastReliableFirst(totals: readonly Total[]): Total[] {
  return [...totals].sort((a, b) => (a.exito ?? 101) - (b.exito ?? 101) || a.id.localeCompare(b.id));
}
