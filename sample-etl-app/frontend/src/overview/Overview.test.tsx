import { screen, waitFor } from '@testing-library/react';
import { ServidorSimulado } from '../../simulado/servidor.ts';
import { ConnectivityPanel } from '../connectivity/ConnectivityPanel';
import { MonitorsPanel } from '../monitors/MonitorsPanel';
import { AHORA, mostrar } from '../prueba/pagina';
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
