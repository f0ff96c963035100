import type { HistoryEntry } from '../api/types';
import { DAY, HOUR, MINUTE } from '../time/duration';
import { wallClock } from '../time/zone';

export interface Range {
  id: string;
  label: string;
  length: number;
  /** How far the axis looks ahead, to show what is expected next. */
  ahead: number;
}

export const RANGES: readonly [Range, ...Range[]] = [
  { id: '24h', label: '24 h', length: DAY, ahead: 2 * HOUR },
  { id: '7d', label: '7 días', length: 7 * DAY, ahead: 12 * HOUR },
  { id: '2h', label: '2 h', length: 2 * HOUR, ahead: 10 * MINUTE },
  { id: '30m', label: '30 min', length: 30 * MINUTE, ahead: 3 * MINUTE },
];

/** What a row shows: `from` .. `to`, with `now` in between. */
export interface Scale {
  from: number;
  now: number;
  to: number;
  zone: string;
  /** The shortest natural length of time that is wide enough to be pointed at. */
  cell: number;
}

/** A scale whose cells are all whole: it begins and ends on round hours of the zone. */
export function scaleOf(range: Range, now: number, zone: string, width: number): Scale {
  const cell = sizeOf(range.length + range.ahead, width, SMALLEST_CELL_PX);
  const shift = offset(now, zone);
  return {
    from: Math.floor((now - range.length + shift) / cell) * cell - shift,
    now,
    to: Math.ceil((now + range.ahead + shift) / cell) * cell - shift,
    zone,
    cell,
  };
}

/** Where an instant lies on the scale, 0 to 100; beyond its ends, the end. */
export function percent(scale: Scale, instant: number): number {
  const share = (instant - scale.from) / (scale.to - scale.from);
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100;
}

const SIZES = [1, 5, 10, 15, 30]
  .map((minutes) => minutes * MINUTE)
  .concat([1, 2, 3, 4, 6, 12, 24].map((h) => h * HOUR));
/** A target for a finger, and for axe. */
const SMALLEST_CELL_PX = 25;
const SMALLEST_TICK_PX = 62;
/** A label begins at its tick. */
const LABEL_PX = 42;

function sizeOf(length: number, width: number, pixels: number): number {
  const needed = (length / Math.max(width, 1)) * pixels;
  return SIZES.find((size) => size >= needed) ?? DAY;
}

export interface Run {
  id: string;
  start: number;
  /** Equal to `start` where nothing ran; null while it runs. */
  end: number | null;
  entry: HistoryEntry;
}

/** The runs of a history that the scale shows, oldest first. */
export function runsOf(history: readonly HistoryEntry[], scale: Scale): Run[] {
  return history
    .map((entry) => ({
      id: entry.id,
      start: Date.parse(entry.startedAt),
      end: endOf(entry),
      entry,
    }))
    .filter((run) => run.start <= scale.to && (run.end ?? scale.now) >= scale.from)
    .sort((a, b) => a.start - b.start);
}

function endOf({ status, startedAt, finishedAt }: HistoryEntry): number | null {
  if (status === 'in_progress') return null;
  if (status === 'missed' || status === 'skipped') return Date.parse(startedAt);
  return finishedAt ? Date.parse(finishedAt) : Date.parse(startedAt);
}

export interface Cell {
  from: number;
  to: number;
  runs: Run[];
}

/** Groups runs by the cell that they began in; cells begin at round hours of the scale's zone. Empty ones are left out. */
export function cellsOf(runs: readonly Run[], scale: Scale): Cell[] {
  const cells = new Map<number, Cell>();
  for (const run of runs) {
    const start = Math.max(run.start, scale.from);
    const from = scale.from + Math.floor((start - scale.from) / scale.cell) * scale.cell;
    const cell = cells.get(from) ?? { from, to: from + scale.cell, runs: [] };
    cell.runs.push(run);
    cells.set(from, cell);
  }
  return [...cells.values()];
}

/** Round instants of the zone that leave room for their labels. */
export function ticksOf(scale: Scale, width: number): number[] {
  const size = sizeOf(scale.to - scale.from, width, SMALLEST_TICK_PX);
  const ticks: number[] = [];
  const shift = offset(scale.from, scale.zone);
  const first = Math.ceil((scale.from + shift) / size) * size - shift;
  const last = scale.to - ((scale.to - scale.from) / Math.max(width, 1)) * LABEL_PX;
  for (let tick = first; tick <= last; tick += size) {
    // Clocks may have changed since the first.
    ticks.push(tick + shift - offset(tick, scale.zone));
  }
  return ticks;
}

function offset(instant: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(instant, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}
