/** Wall clocks of zones. Built on Intl alone; its formatters are costly to make and are kept. */
export const DEFAULT_ZONE = 'America/Caracas';

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${zone}|${name}`;
  let found = formatters.get(id);
  if (!found) {
    found = new Intl.DateTimeFormat('es', { timeZone: known(zone), hourCycle: 'h23', ...options });
    formatters.set(id, found);
  }
  return found;
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('es', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** As browsers know it: Java has names of its own (`GMT-04:00`), and a browser may be older than a zone. Those are UTC. */
function known(zone: string): string {
  return isZone(zone) ? zone : (wholeHours(zone) ?? 'UTC');
}

/** What is `-4` for Java is `+4` in `Etc`. */
function wholeHours(zone: string): string | null {
  const [, sign, hours] = /^(?:GMT|UTC|UT)?([+-])(\d\d?)(?::?00)?$/.exec(zone) ?? [];
  const name = `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`;
  return isZone(name) ? name : null;
}

export interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

export function wallClock(instant: number, zone: string): WallClock {
  const parts = formatter(zone, 'parts', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: of('year'),
    month: of('month'),
    day: of('day'),
    hour: of('hour'),
    minute: of('minute'),
    second: of('second'),
  };
}

/** `02:00` or, with seconds, `02:00:05`. */
export function clock(instant: number, zone: string, seconds = false): string {
  return formatter(zone, seconds ? 'clock-s' : 'clock', {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
  }).format(instant);
}

/** `22 nov`. */
export function day(instant: number, zone: string): string {
  return formatter(zone, 'day', { day: 'numeric', month: 'short' }).format(instant);
}

export function weekday(instant: number, zone: string): string {
  return formatter(zone, 'weekday', { weekday: 'short', day: 'numeric' }).format(instant);
}

/** `Caracas` for `America/Caracas`. */
export function zoneName(zone: string): string {
  const told = wholeHours(zone) ? zone : known(zone);
  return (told.split('/').pop() ?? told).replaceAll('_', ' ');
}

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?$/;

/** An instant, whether the text names its offset or is the wall clock of `zone`; null when it is neither. */
export function instantOf(text: string | null | undefined, zone: string): number | null {
  if (!text) return null;
  const local = LOCAL.exec(text);
  if (!local) {
    const instant = Date.parse(text);
    return Number.isNaN(instant) ? null : instant;
  }
  const [, year, month, date, hour = 0, minute = 0, second = 0] = local;
  const asUtc = Date.UTC(+(year ?? 0), +(month ?? 1) - 1, +(date ?? 1), +hour, +minute, +second);
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = asUtc - offset(asUtc, zone);
  return asUtc - offset(guess, zone);
}

function offset(instant: number, zone: string): number {
  const { year, month, day: date, hour, minute, second } = wallClock(instant, zone);
  return Date.UTC(year, month - 1, date, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}
