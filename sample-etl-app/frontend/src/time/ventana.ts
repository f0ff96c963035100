/** The window that an execution loads: dates and hours of the stores' wall clock, as the sources write them. */
export interface Ventana {
  fecha_desde: string | null;
  fecha_hasta: string | null;
  hora_desde?: string | null;
  hora_hasta?: string | null;
}

/** `22 nov 01:35–02:05`, `22 nov 23:35 – 23 nov 00:05`, `22 nov, todo el día`, `20 nov – 22 nov`. */
export function ventanaText({ fecha_desde, fecha_hasta, hora_desde, hora_hasta }: Ventana): string {
  if (!fecha_desde) return '—';
  const to = fecha_hasta ?? fecha_desde;
  const [from, until] = [short(hora_desde), short(hora_hasta)];
  if (!from && !until)
    return to === fecha_desde ? `${date(to)}, todo el día` : `${date(fecha_desde)} – ${date(to)}`;
  if (to === fecha_desde) return `${date(to)} ${from ?? '00:00'}–${until ?? '24:00'}`;
  return `${date(fecha_desde)} ${from ?? '00:00'} – ${date(to)} ${until ?? '24:00'}`;
}

const format = new Intl.DateTimeFormat('es', { day: 'numeric', month: 'short', timeZone: 'UTC' });

export function date(isoDate: string): string {
  const instant = Date.parse(`${isoDate.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(instant) ? isoDate : format.format(instant);
}

function short(time: string | null | undefined): string | null {
  return time ? time.slice(0, 5) : null;
}
