import { focusManager } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import { ServidorSimulado } from '../../simulado/servidor.ts';
import { ConnectivityPanel } from '../connectivity/ConnectivityPanel';
import { MonitorsPanel } from '../monitors/MonitorsPanel';
import { AHORA, avanzar, mostrar } from '../prueba/pagina';
import { Overview } from './Overview';

const pagina = (
  <>
    <Overview />
    <MonitorsPanel zone="America/Caracas" />
    <ConnectivityPanel zone="America/Caracas" />
  </>
);

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: AHORA });
});

afterEach(() => {
  focusManager.setFocused(undefined);
  vi.useRealTimers();
});

it('says what is wrong, leads to it, and says it in the title of the tab', async () => {
  mostrar(pagina);
  expect(await screen.findByRole('link', { name: /1 incidente$/ })).toHaveAttribute('href', '#monitores');
  expect(screen.getByRole('link', { name: /gaps$/ })).toHaveAttribute('href', '#gaps');
  await waitFor(() => expect(document.title).toBe('1 incidente · ETL KLK'));
});

it('calls no monitor well whose last run failed, although no threshold is reached', async () => {
  const servidor = new ServidorSimulado(() => AHORA);
  servidor.datos.lista = {
    ...servidor.datos.lista,
    summary: { ...servidor.datos.lista.summary, incidents: 0, error: 0, ok: servidor.datos.lista.monitors.length },
    monitors: servidor.datos.lista.monitors.map((one) => ({ ...one, incident: null, status: 'ok' as const })),
  };
  mostrar(pagina, servidor);
  expect(await screen.findByRole('link', { name: /monitor(es)? fallan?$/ })).toHaveAttribute('href', '#monitores');
  const status = await screen.findByRole('status', { name: 'Incidentes abiertos' });
  await waitFor(() => expect(status).toHaveTextContent('Ningún incidente abierto, pero no todo va bien:'));
  expect(status).toHaveTextContent('KLK no respondió en 600 s');
  expect(screen.getByText(/con la última fallida/)).toBeVisible();
  expect(screen.getAllByRole('rowheader')[0]).toHaveTextContent('tienda_08');
});

it('does not call well what has not reported yet', async () => {
  const servidor = new ServidorSimulado(() => AHORA);
  const monitors = servidor.datos.lista.monitors.map((one) => ({
    ...one,
    incident: null,
    lastCheckIn: null,
    status: 'active' as const,
  }));
  servidor.datos.historias.clear();
  servidor.datos.lista = {
    ...servidor.datos.lista,
    summary: { ...servidor.datos.lista.summary, incidents: 0, error: 0, ok: 0, active: monitors.length },
    monitors,
  };
  mostrar(pagina, servidor);
  expect(await screen.findByRole('link', { name: 'Monitores sin datos aún' })).toHaveAttribute('href', '#monitores');
});

it.each([
  ['Sin monitores', 0, 0],
  ['Monitores desactivados', 2, 2],
  ['Monitores sin datos aún', 2, 1],
])('says "%s" of %i monitors, %i of them disabled', async (words, total, disabled) => {
  const servidor = new ServidorSimulado(() => AHORA);
  const { lista } = servidor.datos;
  servidor.datos.lista = {
    ...lista,
    summary: { total, ok: 0, error: 0, active: total - disabled, disabled, running: 0, incidents: 0 },
    monitors: [],
  };
  mostrar(pagina, servidor);
  expect(await screen.findByRole('link', { name: words })).toHaveAttribute('href', '#monitores');
});

it('tells an incident in the title of a tab that nobody looks at', async () => {
  const servidor = new ServidorSimulado(() => AHORA);
  const broken = servidor.datos.lista;
  servidor.datos.lista = {
    ...broken,
    summary: { ...broken.summary, incidents: 0, error: 0 },
    monitors: broken.monitors.filter(({ status }) => status === 'ok'),
  };
  mostrar(pagina, servidor);
  await screen.findByRole('grid');
  focusManager.setFocused(false);
  servidor.datos.lista = broken;
  await avanzar(60_000);
  expect(document.title).toBe('1 incidente · ETL KLK');
});

it('speaks of one monitor as of one', async () => {
  const servidor = new ServidorSimulado(() => AHORA);
  const [one] = servidor.datos.lista.monitors.filter(({ status }) => status === 'ok');
  servidor.datos.lista = {
    ...servidor.datos.lista,
    summary: { total: 1, ok: 0, error: 0, active: 0, disabled: 1, running: 0, incidents: 0 },
    page: { number: 0, size: 500, total: 1 },
    monitors: [{ ...one!, status: 'disabled', incident: null, lastCheckIn: null }],
  };
  mostrar(pagina, servidor);
  await screen.findByRole('grid');
  expect(screen.getByText('1 monitor').parentElement).toHaveTextContent('1 monitor: 0 en orden, 1 desactivado');
});
