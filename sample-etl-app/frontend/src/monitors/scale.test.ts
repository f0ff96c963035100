import type { HistoryEntry } from '../api/types';
import { HOUR, MINUTE } from '../time/duration';
import { cellsOf, percent, RANGES, runsOf, scaleOf, ticksOf } from './scale';

const NOW = Date.parse('2026-11-21T07:12:00Z');
const ZONE = 'America/Caracas';
const [DAY_RANGE, WEEK_RANGE] = RANGES;

function run(startedAt: string, extra: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    id: startedAt,
    status: 'ok',
    startedAt,
    finishedAt: startedAt,
    duration: 1,
    message: null,
    expectedAt: null,
    tags: {},
    metrics: {},
    steps: [],
    traceId: null,
    ...extra,
  };
}

describe('the scale', () => {
  it('shows the whole range, and begins and ends on round hours of the zone', () => {
    const scale = scaleOf(DAY_RANGE, NOW, ZONE, 900);
    expect(scale.cell).toBe(HOUR);
    expect(new Date(scale.from).toISOString()).toBe('2026-11-20T07:00:00.000Z');
    expect(scale.to).toBeGreaterThanOrEqual(NOW + DAY_RANGE.ahead);
  });

  it('has cells wide enough for a finger at every width', () => {
    for (const range of RANGES) {
      for (const width of [320, 700, 1100, 1600]) {
        const scale = scaleOf(range, NOW, ZONE, width);
        expect((scale.cell / (scale.to - scale.from)) * width).toBeGreaterThan(24 * 0.9);
      }
    }
  });

  it('begins the days of a week at midnight of the zone', () => {
    const midnights = ticksOf(scaleOf(WEEK_RANGE ?? DAY_RANGE, NOW, ZONE, 500), 500);
    expect(midnights.map((tick) => new Date(tick).getUTCHours())).toEqual(midnights.map(() => 4));
  });

  it('labels no tick whose label would not fit before its end', () => {
    const long = (minutes: number) => ({ from: NOW, now: NOW, to: NOW + minutes * MINUTE, zone: ZONE, cell: MINUTE });
    expect(ticksOf(long(34), 1000).at(-1)).toBe(NOW + 28 * MINUTE);
    expect(ticksOf(long(35), 1000).at(-1)).toBe(NOW + 33 * MINUTE);
  });

  it('keeps what lies outside at its ends', () => {
    const scale = scaleOf(DAY_RANGE, NOW, ZONE, 900);
    expect(percent(scale, 0)).toBe(0);
    expect(percent(scale, NOW + 1000 * HOUR)).toBe(100);
  });
});

describe('cells', () => {
  const scale = scaleOf(DAY_RANGE, NOW, ZONE, 900);

  it('hold all runs of the range once, and none of another', () => {
    const history = [
      run('2026-11-21T06:05:00Z'),
      run('2026-11-21T06:35:00Z', { status: 'error' }),
      run('2026-11-21T05:59:59Z'),
      run('2026-11-01T06:00:00Z'),
    ];
    const cells = cellsOf(runsOf(history, scale), scale);
    expect(cells.map(({ runs }) => runs.map(({ id }) => id))).toEqual([
      ['2026-11-21T05:59:59Z'],
      ['2026-11-21T06:05:00Z', '2026-11-21T06:35:00Z'],
    ]);
  });

  it('show a run that began before the range and reaches into it', () => {
    const long = run('2026-11-20T05:00:00Z', { status: 'in_progress', finishedAt: null, duration: null });
    const [cell] = cellsOf(runsOf([long], scale), scale);
    expect(cell?.from).toBe(scale.from);
  });

  it('give a missed run its slot and no length', () => {
    const [missed] = runsOf(
      [run('2026-11-21T06:00:00Z', { status: 'missed', finishedAt: '2026-11-21T06:30:00Z' })],
      scale,
    );
    expect(missed?.end).toBe(missed?.start);
    expect((missed?.start ?? 0) % MINUTE).toBe(0);
  });
});
