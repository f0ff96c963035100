import { situacion } from '../../simulado/datos.ts';
import { AHORA } from '../prueba/pagina';
import { commonZone, inOrder } from './order';

const { monitors } = situacion(AHORA).lista;

it('puts open incidents first, the newest on top, and leaves the rest as the server orders it', () => {
  const older = {
    ...at(0),
    slug: 'a',
    status: 'error' as const,
    incident: { startedAt: '2026-11-20T00:00:00Z', failures: 9 },
  };
  const newer = {
    ...at(1),
    slug: 'b',
    status: 'error' as const,
    incident: { startedAt: '2026-11-21T00:00:00Z', failures: 1 },
  };
  const failing = { ...at(2), slug: 'c', status: 'error' as const, incident: null };
  const calm = monitors.filter(({ status }) => status === 'ok');
  expect(inOrder([...calm, failing, older, newer]).map(({ slug }) => slug)).toEqual([
    'b',
    'a',
    'c',
    ...calm.map(({ slug }) => slug),
  ]);
});

it('takes the zone that most monitors have', () => {
  expect(commonZone(monitors, 'UTC')).toBe('America/Caracas');
  expect(commonZone([], 'UTC')).toBe('UTC');
});

function at(index: number) {
  const found = monitors[index];
  if (!found) throw new Error('too few monitors');
  return found;
}
