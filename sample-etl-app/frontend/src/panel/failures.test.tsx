import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ServidorSimulado } from '../../simulado/servidor.ts';
import { setApiKey } from '../api/key';
import { GapsPanel } from '../gaps/GapsPanel';
import { MonitorsPanel } from '../monitors/MonitorsPanel';
import { Overview } from '../overview/Overview';
import { ConnectionState } from '../shell/ConnectionState';
import { KeyDialog } from '../shell/KeyDialog';
import { AHORA, avanzar, escucharSentry, mostrar } from '../prueba/pagina';
import { Panel } from './Panel';

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: AHORA });
});

afterEach(() => {
  vi.useRealTimers();
});

const pagina = (
  <>
    <ConnectionState zone="America/Caracas" />
    <Panel id="vecino" title="Vecino">
      <p>sigue aquí</p>
    </Panel>
    <GapsPanel zone="America/Caracas" />
    <KeyDialog />
  </>
);
const FAILURE = { status: 500, body: { title: 'Internal Server Error', detail: 'se acabó el disco' } };

it('shows the boundary of a panel whose API fails, reports it once with endpoint and status, and heals', async () => {
  const sent = escucharSentry();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const servidor = new ServidorSimulado();
  servidor.fallos.set('/api/etl/tracking/gaps', FAILURE);
  mostrar(pagina, servidor);

  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('No se pudo mostrar «Gaps»');
  expect(alert).toHaveTextContent('GET /api/etl/tracking/gaps respondió 500: se acabó el disco');
  expect(screen.getByText('sigue aquí')).toBeVisible();
  await avanzar(25_000);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.tags).toMatchObject({
    panel: 'gaps',
    endpoint: 'GET /api/etl/tracking/gaps',
    status: '500',
  });
  expect(sent[0]?.contexts?.api).toEqual({
    endpoint: 'GET /api/etl/tracking/gaps',
    status: 500,
    panel: 'gaps',
  });

  servidor.fallos.clear();
  await avanzar(11_000);
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByText(/gaps abiertos/)).toBeVisible();
});

it('reports what a panel cannot draw, with the panel as context', async () => {
  const sent = escucharSentry();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  let broken = true;
  function Fragile() {
    if (broken) throw new Error('sin dibujo');
    return <p>dibujado</p>;
  }
  mostrar(
    <Panel id="prueba" title="Prueba">
      <Fragile />
    </Panel>,
  );
  expect(await screen.findByRole('alert')).toHaveTextContent('La página no supo dibujar');
  expect(sent).toHaveLength(1);
  expect(sent[0]?.tags).toMatchObject({ panel: 'prueba' });
  expect(sent[0]?.contexts?.panel).toMatchObject({ panel: 'prueba' });

  broken = false;
  await userEvent
    .setup({ advanceTimers: vi.advanceTimersByTime })
    .click(screen.getByRole('button', { name: 'Reintentar' }));
  expect(await screen.findByText('dibujado')).toBeVisible();
});

it('keeps the last data while the server restarts, says so quietly, and reports nothing', async () => {
  const sent = escucharSentry();
  const { servidor } = mostrar(pagina, new ServidorSimulado());
  await screen.findAllByLabelText(/^Recuperar ventas/);
  await waitFor(() => expect(screen.getByText('En vivo')).toBeVisible());
  const rows = document.querySelectorAll('tbody tr').length;

  servidor.caido = true;
  await avanzar(30_000);
  expect(screen.getByText('Reconectando…')).toBeVisible();
  expect(document.querySelectorAll('tbody tr')).toHaveLength(rows);
  expect(screen.queryByRole('alert')).toBeNull();

  servidor.caido = false;
  await avanzar(4_000);
  expect(screen.getByText('En vivo')).toBeVisible();
  expect(sent).toEqual([]);
});

it('tolerates a moment of errors while there are data, and no more', async () => {
  escucharSentry();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const { servidor } = mostrar(pagina, new ServidorSimulado());
  await screen.findAllByLabelText(/^Recuperar ventas/);
  servidor.fallos.set('/api/etl/tracking/gaps', FAILURE);
  await avanzar(13_000);
  expect(screen.queryByRole('alert')).toBeNull();
  await avanzar(20_000);
  expect(screen.getByRole('alert')).toHaveTextContent('Gaps');
});

it('asks for another key where no header can carry the one it was given', async () => {
  setApiKey('clave…');
  try {
    mostrar(pagina, new ServidorSimulado());
    expect(await screen.findByRole('button', { name: 'Introducir clave' })).toBeVisible();
  } finally {
    setApiKey(null);
  }
});

it('asks for the key in the panel that needs it', async () => {
  const servidor = new ServidorSimulado();
  servidor.fallos.set('/api/etl/tracking/gaps', { status: 401, body: { title: 'Unauthorized' } });
  mostrar(pagina, servidor);
  await userEvent
    .setup({ advanceTimers: vi.advanceTimersByTime })
    .click(await screen.findByRole('button', { name: 'Introducir clave' }));
  expect(screen.getByRole('dialog', { name: 'Clave de API' })).toBeVisible();
  expect(screen.queryByRole('alert')).toBeNull();
});

const vista = (
  <>
    <Overview />
    <ConnectionState zone="America/Caracas" />
    <MonitorsPanel zone="America/Caracas" />
    <GapsPanel zone="America/Caracas" />
  </>
);

it('does not call live what one address no longer answers while the others do', async () => {
  const { servidor } = mostrar(vista, new ServidorSimulado());
  await screen.findAllByLabelText(/^Recuperar ventas/);
  await waitFor(() => expect(screen.getByText('En vivo')).toBeVisible());
  servidor.fallos.set('/actuator/monitors', { status: 503, body: {} });
  await avanzar(60_000);
  expect(screen.queryByText('En vivo')).toBeNull();
  expect(screen.getByText('Sin respuesta: monitores')).toBeVisible();
  expect(screen.getByText('datos de las 03:12:00', { exact: false })).toBeVisible();

  servidor.fallos.clear();
  await avanzar(4_000);
  expect(screen.getByText('En vivo')).toBeVisible();
});

it.each([
  ['errors', { status: 500, body: { title: 'Internal Server Error' } }],
  ['the want of a key', { status: 401, body: { title: 'Unauthorized' } }],
])('calls nothing well of what it has only old data, for %s', async (_, failure) => {
  escucharSentry();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const servidor = new ServidorSimulado();
  servidor.datos.gaps.length = 0;
  mostrar(vista, servidor);
  expect(await screen.findByRole('link', { name: 'Sin gaps' })).toBeVisible();
  servidor.fallos.set('/', failure);
  await avanzar(60_000);
  expect(screen.queryByRole('link', { name: 'Sin gaps' })).toBeNull();
  expect(screen.getByRole('link', { name: 'Gaps sin datos nuevos' })).toHaveAttribute('href', '#gaps');
  expect(screen.getByRole('link', { name: 'Monitores sin datos nuevos' })).toBeVisible();
  expect(document.title).toBe('Sin datos nuevos · ETL KLK');

  servidor.fallos.clear();
});
