import { duration, HOUR, isoDuration, relative } from './duration';
import { instantText } from './Instant';
import { ventanaText } from './ventana';
import { instantOf, isZone, zoneName } from './zone';

describe('instants', () => {
  it('are told in the zone of the monitor and in UTC, whatever the zone of the browser', () => {
    expect(instantText(Date.parse('2026-11-22T06:00:05Z'), 'America/Caracas', true)).toBe(
      '22 nov 02:00:05 Caracas (06:00:05 UTC)',
    );
  });

  it('name the day of UTC where it is another one', () => {
    expect(instantText(Date.parse('2026-11-22T01:30:00Z'), 'America/Caracas')).toBe(
      '21 nov 21:30 Caracas (22 nov 01:30 UTC)',
    );
  });

  it('are read with their offset, and without one as the wall clock of the zone', () => {
    const expected = Date.parse('2026-11-22T06:00:00Z');
    expect(instantOf('2026-11-22T06:00:00Z', 'America/Caracas')).toBe(expected);
    expect(instantOf('2026-11-22T02:00:00-04:00', 'Asia/Tokyo')).toBe(expected);
    expect(instantOf('2026-11-22T02:00:00', 'America/Caracas')).toBe(expected);
    expect(instantOf('2026-11-22 02:00', 'America/Caracas')).toBe(expected);
  });

  it('keep their hour when the clocks change', () => {
    expect(instantOf('2026-03-29T03:30:00', 'Europe/Madrid')).toBe(Date.parse('2026-03-29T01:30:00Z'));
    expect(instantOf('2026-03-29T01:30:00', 'Europe/Madrid')).toBe(Date.parse('2026-03-29T00:30:00Z'));
    expect(instantOf('2026-10-25T03:30:00', 'Europe/Madrid')).toBe(Date.parse('2026-10-25T02:30:00Z'));
  });

  it.each([
    ['GMT-04:00', '22 nov 02:00 GMT-04:00 (06:00 UTC)'],
    ['UTC-04:00', '22 nov 02:00 UTC-04:00 (06:00 UTC)'],
    ['Z', '22 nov 06:00 UTC (06:00 UTC)'],
    ['America/Coyhaique_de_otra_version', '22 nov 06:00 UTC (06:00 UTC)'],
  ])('are told of %s too, which Java knows by that name and browsers do not', (zone, text) => {
    expect(instantText(Date.parse('2026-11-22T06:00:00Z'), zone)).toBe(text);
    expect(zoneName(zone)).toBe(text.split(' ')[3]);
  });

  it('that are none are null', () => {
    expect(instantOf(null, 'UTC')).toBeNull();
    expect(instantOf('ayer', 'UTC')).toBeNull();
    expect(isZone('America/Caracas')).toBe(true);
    expect(isZone('Marte/Olimpo')).toBe(false);
  });
});

describe('durations', () => {
  it.each([
    [0.044, '44 ms'],
    [4.21, '4,2 s'],
    [12.4, '12 s'],
    [59.6, '1 min'],
    [200, '3 min 20 s'],
    [7_500, '2 h 5 min'],
    [100_000, '1 d 3 h'],
    [null, '—'],
  ])('of %s seconds read as %s', (seconds, text) => expect(duration(seconds)).toBe(text));

  it('of ISO 8601 read the same', () => {
    expect(isoDuration('PT30M')).toBe('30 min');
    expect(isoDuration('PT3H')).toBe('3 h');
    expect(isoDuration(null)).toBe('—');
  });

  it('say which way they point', () => {
    expect(relative(2 * HOUR, 0)).toBe('en 2 h');
    expect(relative(0, 90_000)).toBe('hace 2 min');
  });
});

describe('windows', () => {
  it.each([
    ['2026-11-21', '2026-11-21', null, null, '21 nov, todo el día'],
    ['2026-11-20', '2026-11-21', null, null, '20 nov – 21 nov'],
    ['2026-11-21', '2026-11-21', '01:30:00', '02:05:00', '21 nov 01:30–02:05'],
    ['2026-11-21', '2026-11-22', '23:35:00', '00:10:00', '21 nov 23:35 – 22 nov 00:10'],
  ])('%s to %s, %s to %s', (fecha_desde, fecha_hasta, hora_desde, hora_hasta, text) =>
    expect(ventanaText({ fecha_desde, fecha_hasta, hora_desde, hora_hasta })).toBe(text),
  );
});
