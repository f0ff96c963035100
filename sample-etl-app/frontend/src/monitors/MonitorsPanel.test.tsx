import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ServidorSimulado } from '../../simulado/servidor.ts';
import { AHORA, avanzar, mostrar } from '../prueba/pagina';
import { MonitorsPanel } from './MonitorsPanel';

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: AHORA });
});

afterEach(() => {
  vi.useRealTimers();
});

const user = () => userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
const rows = async () =>
  (await screen.findAllByRole('rowheader')).map((row) => row.closest<HTMLElement>('[role=row]'));

it('has a row for every monitor and store, the one with the open incident first', async () => {
  const { servidor } = mostrar(<MonitorsPanel zone="America/Caracas" />);
  const all = await rows();
  expect(all).toHaveLength(servidor.datos.lista.monitors.length);
  expect(all[0]).toHaveTextContent('etl_ventas_tienda');
  expect(all[0]).toHaveTextContent('tienda_08');
  expect(screen.getByLabelText('Con error: etl_ventas_tienda tienda_08').closest('[role=row]')).toBe(all[0]);
});

it('shows of hundreds those that matter, and all for who asks', async () => {
  const servidor = new ServidorSimulado(() => AHORA);
  const { lista } = servidor.datos;
  const well = lista.monitors.find(({ status }) => status === 'ok');
  if (!well) throw new Error('nothing is well');
  const many = Array.from({ length: 120 }, (_, i) => ({ ...well, slug: `otra-${i}`, key: `otra_${i}` }));
  servidor.datos.lista = { ...lista, monitors: [...many, ...lista.monitors] };
  mostrar(<MonitorsPanel zone="America/Caracas" />, servidor);
  expect((await rows())[0]).toHaveTextContent('tienda_08');
  expect(await rows()).toHaveLength(40);

  const total = 120 + lista.monitors.length;
  await user().click(screen.getByRole('button', { name: `Mostrar todos los monitores (${total})` }));
  expect(await rows()).toHaveLength(total);
  await user().click(screen.getByRole('button', { name: 'Mostrar menos' }));
  expect(await rows()).toHaveLength(40);
});

it('says what is open since when, in the zone and in UTC', async () => {
  mostrar(<MonitorsPanel zone="America/Caracas" />);
  const incidents = await screen.findByRole('status', { name: 'Incidentes abiertos' });
  expect(incidents).toHaveTextContent('etl_ventas_tienda');
  expect(incidents).toHaveTextContent(/desde 20 nov 18:00 22:00 UTC \(hace 9 h\), 2 fallos/);
  expect(incidents).toHaveTextContent('KLK no respondió en 600 s');
});

it('tells each run in words, not only by its colour', async () => {
  mostrar(<MonitorsPanel zone="America/Caracas" />);
  expect(
    await screen.findByLabelText(/^Con error, 21 nov 00:00 Caracas \(04:00 UTC\)/),
  ).toBeVisible();
  expect(screen.getByLabelText(/perdida/)).toBeVisible();
  expect(screen.getByLabelText(/excedió su tiempo/)).toBeVisible();
});

it('says when a run is expected next', async () => {
  mostrar(<MonitorsPanel zone="America/Caracas" />);
  const [first] = await rows();
  expect(first).toHaveTextContent('próx. 21 nov 06:00 10:00 UTC');
});

it('has one tab stop, moves with the arrows, and unfolds a run with Enter', async () => {
  mostrar(<MonitorsPanel zone="America/Caracas" />);
  await screen.findByLabelText(/^Con error, 21 nov 00:00/);
  const grid = screen.getByRole('grid');
  expect(grid.querySelectorAll('[data-parada][tabindex="0"]')).toHaveLength(1);

  const keyboard = user();
  screen.getByLabelText('Con error: etl_ventas_tienda tienda_08').focus();
  await keyboard.keyboard('{End}');
  expect(document.activeElement).toHaveAccessibleName(/^Con error, 21 nov 00:00 Caracas/);
  expect(grid.querySelectorAll('[data-parada][tabindex="0"]')).toHaveLength(1);

  await keyboard.keyboard('{Enter}');
  expect(await within(grid).findByText('extraer')).toBeVisible();

  await keyboard.keyboard('{ArrowDown}');
  expect(document.activeElement?.closest('[role=row]')).not.toHaveTextContent('tienda_08');
});

it('shows details beside the pointer', async () => {
  mostrar(<MonitorsPanel zone="America/Caracas" />);
  const run = await screen.findByLabelText(/^Con error, 21 nov 00:00/);
  const pointer = user();
  await pointer.hover(run);
  expect(document.querySelector('.globo')).toHaveTextContent(
    'tienda_08: KLK no respondió en 600 s (3 intentos)',
  );
  await pointer.unhover(run);
  expect(document.querySelector('.globo')).toBeNull();
});

it('asks for a history again only when the list shows news of it', async () => {
  const { servidor } = mostrar(<MonitorsPanel zone="America/Caracas" />);
  await screen.findByLabelText(/^Con error, 21 nov 00:00/);
  const asked = () => servidor.peticiones.filter(({ path }) => path.startsWith('/actuator/monitors/')).length;
  const before = asked();

  await avanzar(11_000);
  expect(asked()).toBe(before);

  const [changed] = servidor.datos.lista.monitors;
  servidor.datos.lista = {
    ...servidor.datos.lista,
    monitors: servidor.datos.lista.monitors.map((one) =>
      one === changed ? { ...one, stats: { ...one.stats, runs: one.stats.runs + 1 } } : one,
    ),
  };
  await avanzar(6_000);
  expect(asked()).toBe(before + 1);
});

it('draws the other rows when one history is lost', async () => {
  const { servidor } = mostrar(<MonitorsPanel zone="America/Caracas" />);
  servidor.fallos.set('/actuator/monitors/etl-productos', { status: 500, body: {} });
  expect(await screen.findByLabelText(/^Con error, 21 nov 00:00/)).toBeVisible();
  expect(screen.queryByRole('alert')).toBeNull();
});

it('tells of a monitor whose stores are all down in one line, the stores below it', async () => {
  const servidor = new ServidorSimulado(() => AHORA);
  const { lista } = servidor.datos;
  const [store] = lista.monitors.filter(({ incident }) => incident !== null);
  const stores = Array.from({ length: 20 }, (_, i) => ({ ...store!, slug: `tienda-${i}`, key: `tienda_${i + 40}` }));
  stores[7] = { ...stores[7]!, incident: { startedAt: '2026-11-20T21:00:00Z', failures: 3 } };
  servidor.datos.lista = {
    ...lista,
    summary: { ...lista.summary, incidents: 20 },
    monitors: [...lista.monitors.filter(({ incident }) => incident === null), ...stores],
  };
  mostrar(<MonitorsPanel zone="America/Caracas" />, servidor);
  const incidents = await screen.findByRole('status', { name: 'Incidentes abiertos' });
  expect(incidents.querySelectorAll(':scope > ul > li')).toHaveLength(1);
  const summary = incidents.querySelector('summary');
  expect(summary).toHaveTextContent(/etl_ventas_tienda 20 con incidente, el primero desde 20 nov 17:00 21:00 UTC/);
  expect(summary).toHaveTextContent('KLK no respondió en 600 s');
  expect(incidents.querySelectorAll('details li .llave')).toHaveLength(20);
});
