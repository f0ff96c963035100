const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const number = new Intl.NumberFormat('es', { maximumFractionDigits: 1 });

/** `440 ms`, `4,2 s`, `12 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`: two units at most. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return '—';
  if (seconds > 0 && seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 10) return `${number.format(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return two(Math.floor(whole / 60), 'min', whole % 60, 's');
  if (whole < 86400) return two(Math.floor(whole / 3600), 'h', Math.floor((whole % 3600) / 60), 'min');
  return two(Math.floor(whole / 86400), 'd', Math.floor((whole % 86400) / 3600), 'h');
}

function two(large: number, unit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`;
}

/** `en 5 min`, `hace 2 h`: one unit, for the eye. */
export function relative(instant: number, now: number): string {
  const distance = Math.abs(instant - now);
  const text =
    distance < MINUTE
      ? `${Math.round(distance / SECOND)} s`
      : distance < HOUR
        ? `${Math.round(distance / MINUTE)} min`
        : distance < 2 * DAY
          ? `${Math.round(distance / HOUR)} h`
          : `${Math.round(distance / DAY)} d`;
  return instant >= now ? `en ${text}` : `hace ${text}`;
}

/** `PT30M` as `30 min`; what is no ISO duration is given back. */
export function isoDuration(text: string | null): string {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text ?? '');
  if (!text || !match) return text ?? '—';
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = match;
  return duration(+days * 86400 + +hours * 3600 + +minutes * 60 + +seconds);
}
