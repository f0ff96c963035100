import { screen } from '@testing-library/react';
import { ServidorSimulado } from '../../simulado/servidor.ts';
import { App } from '../App';
import type { MonitorList } from '../api/types';
import { AHORA, avanzar, mostrar } from '../prueba/pagina';
import { Header } from './Header';

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: AHORA });
});

afterEach(() => {
  vi.useRealTimers();
});

const header = (delivery: Partial<MonitorList['delivery']>) => {
  const servidor = new ServidorSimulado(() => AHORA);
  const { lista } = servidor.datos;
  servidor.datos.lista = { ...lista, delivery: { ...lista.delivery, sentry: 'enabled', ...delivery } };
  mostrar(<Header zone="America/Caracas" />, servidor);
  return servidor;
};

it('says that Sentry takes what it is sent', async () => {
  header({ lastSuccess: new Date(AHORA).toISOString() });
  expect(await screen.findByText('Sentry conectado')).toBeVisible();
});

it('does not say so of a Sentry that took nothing since the last runs', async () => {
  header({ lastSuccess: '2026-11-21T02:30:00Z', pending: 1 });
  expect(await screen.findByText('Sentry no recibe nada desde el 20 nov 22:30')).toBeVisible();
});

it('does not say so of a Sentry that never took anything', async () => {
  header({ lastSuccess: null, expired: 11 });
  expect(await screen.findByText('Sentry no ha recibido nada')).toBeVisible();
});

it('says of what was lost only that, which an idle replica may have done long ago, or all of the night before', async () => {
  header({ lastSuccess: '2026-11-21T02:30:00Z', expired: 1 });
  expect(await screen.findByText('A Sentry no le llegó 1 aviso de aquí')).toBeVisible();
});

it('says so of check-ins that Sentry refuses while somebody looks', async () => {
  const servidor = header({ lastSuccess: '2026-11-21T02:30:00Z', failed: 3 });
  expect(await screen.findByText('A Sentry no le llegaron 3 avisos de aquí')).toBeVisible();
  const { lista } = servidor.datos;
  servidor.datos.lista = { ...lista, delivery: { ...lista.delivery, failed: 4 } };
  expect(await screen.findByText('Sentry no recibe nada desde el 20 nov 22:30')).toBeVisible();
});

it('says that an answer takes long well before it is given up, and no more when it comes', async () => {
  const servidor = header({});
  expect(await screen.findByText('En vivo')).toBeVisible();
  const answer = servidor.retener('/actuator/monitors');
  await avanzar(12_000);
  expect(await screen.findByText('Esperando respuesta: monitores')).toBeVisible();
  answer();
  expect(await screen.findByText('En vivo')).toBeVisible();
});

it('says nothing of it after a restart, when no run of this process is over', async () => {
  header({ lastSuccess: null });
  expect(await screen.findByText('Sentry conectado')).toBeVisible();
});

it('does not expect Sentry to know of what it is not told', async () => {
  const servidor = new ServidorSimulado(() => AHORA);
  const { lista } = servidor.datos;
  servidor.datos.lista = {
    ...lista,
    delivery: { ...lista.delivery, sentry: 'enabled', lastSuccess: null, expired: 11 },
    monitors: lista.monitors.map((one) => ({ ...one, schedule: one.schedule && { ...one.schedule, sentry: null } })),
  };
  mostrar(<Header zone="America/Caracas" />, servidor);
  expect(await screen.findByText('Sentry conectado')).toBeVisible();
});

it.each([
  ['without its parts', { monitors: [], summary: {} }],
  ['with a hole', { monitors: [null], summary: {}, delivery: {}, page: {} }],
])('stays when a list of monitors comes %s', async (_, lista) => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const servidor = new ServidorSimulado(() => AHORA);
  servidor.fallos.set('/actuator/monitors', { status: 200, body: lista });
  mostrar(<App />, servidor);
  expect(await screen.findByRole('alert')).toHaveTextContent('respuesta con una forma desconocida');
  expect(screen.getByRole('heading', { level: 1 })).toBeVisible();
});
