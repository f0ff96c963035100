import { escucharSentry } from '../prueba/pagina';
import { ApiError, KeyRequired, Unreachable } from './errors';
import { ApiReports } from './reports';

const GAPS = 'GET /api/etl/tracking/gaps';

function reports() {
  const sent = escucharSentry();
  const clock = { now: 0 };
  return { sent, clock, api: new ApiReports(() => clock.now) };
}

it('reports a failure once per endpoint and status, and again after it had healed', () => {
  const { sent, api } = reports();
  const first = new ApiError(GAPS, 500);
  api.failed(first, 'gaps');
  api.failed(new ApiError(GAPS, 500), 'gaps');
  api.failed(new ApiError(GAPS, 400), 'gaps');
  api.succeeded(GAPS);
  api.failed(new ApiError(GAPS, 500), 'gaps');
  expect(sent.map(({ tags }) => tags?.status)).toEqual(['500', '400', '500']);
  expect(api.knows(first)).toBe(true);
  expect(api.knows(new ApiError(GAPS, 500))).toBe(false);
});

it('reports a server that is away only when it stays away, and once', () => {
  const { sent, clock, api } = reports();
  for (clock.now = 0; clock.now <= 59_000; clock.now += 1_000) api.failed(new Unreachable(GAPS, null), 'gaps');
  expect(sent).toEqual([]);
  for (; clock.now <= 200_000; clock.now += 1_000) api.failed(new Unreachable(GAPS, 503), 'gaps');
  expect(sent.map(({ tags }) => tags?.status)).toEqual(['503']);
});

it('reports no restart', () => {
  const { sent, clock, api } = reports();
  for (clock.now = 0; clock.now <= 200_000; clock.now += 50_000) {
    api.failed(new Unreachable(GAPS, null), 'gaps');
    api.succeeded('GET /actuator/monitors');
  }
  expect(sent).toEqual([]);
});

it('takes the wish for a key for no failure', () => {
  const { sent, api } = reports();
  api.failed(new KeyRequired(GAPS, 401), 'gaps');
  expect(sent).toEqual([]);
});
