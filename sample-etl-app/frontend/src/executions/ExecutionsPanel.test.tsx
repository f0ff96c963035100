import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ServidorSimulado } from '../../simulado/servidor.ts';
import { AHORA, avanzar, mostrar } from '../prueba/pagina';
import { ExecutionsPanel } from './ExecutionsPanel';

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: AHORA });
});

afterEach(() => {
  vi.useRealTimers();
});

const ids = () => [...document.querySelectorAll('tbody tr')].map((row) => row.getAttribute('data-id'));

it('shows what the API answers, in its order', async () => {
  const { servidor } = mostrar(<ExecutionsPanel zone="America/Caracas" />);
  await screen.findByRole('table');
  expect(ids()).toEqual(servidor.datos.ejecuciones.slice(0, 20).map(({ id }) => String(id)));
  const failed = document.querySelector<HTMLElement>('tr.estado-fallido');
  expect(failed).toHaveTextContent('tienda_08');
  expect(failed).toHaveTextContent('tiempo agotado');
  expect(failed).toHaveTextContent('KLK no respondió en 600 s (3 intentos)');
});

it('asks the API for what the filters say', async () => {
  const { servidor } = mostrar(<ExecutionsPanel zone="America/Caracas" />);
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  await screen.findByRole('table');
  await user.selectOptions(screen.getByLabelText('Tienda'), 'tienda_08');
  await user.selectOptions(screen.getByLabelText('Estado'), 'fallido');
  await waitFor(() => expect(ids()).toHaveLength(3));
  const { path } = servidor.peticiones.findLast((one) => one.path.includes('estado=')) ?? { path: '' };
  const query = new URLSearchParams(path.split('?')[1]);
  expect(Object.fromEntries(query)).toEqual({ ubicacion_id: 'tienda_08', estado: 'fallido', limite: '20' });
});

it('keeps its filters in the address, to be sent, reloaded and taken back', async () => {
  history.replaceState(null, '', '/?tienda=tienda_08&estado=fallido#gaps');
  const { servidor } = mostrar(<ExecutionsPanel zone="America/Caracas" />);
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  await waitFor(() => expect(ids()).toHaveLength(3));
  expect(servidor.peticiones.some(({ path }) => path.includes('estado=fallido'))).toBe(true);
  expect(screen.getByLabelText('Tienda')).toHaveValue('tienda_08');

  await user.selectOptions(screen.getByLabelText('Estado'), '');
  await user.selectOptions(screen.getByLabelText('ETL'), 'ventas');
  await waitFor(() => expect(location.search).toBe('?tienda=tienda_08&etl=ventas'));
  expect(location.hash).toBe('#gaps');

  history.back();
  await waitFor(() => expect(screen.getByLabelText('ETL')).toHaveValue(''));
  expect(screen.getByLabelText('Tienda')).toHaveValue('tienda_08');
});

it('asks for nothing that an address cannot mean', async () => {
  history.replaceState(null, '', '/?estado=roto&filas=1000000&tienda=tienda_99');
  const { servidor } = mostrar(<ExecutionsPanel zone="America/Caracas" />);
  await waitFor(() => expect(servidor.peticiones.some(({ path }) => path.includes('tienda_99'))).toBe(true));
  expect(servidor.peticiones.filter(({ path }) => /roto|1000000/.test(path))).toEqual([]);
  expect(screen.getByLabelText('Tienda')).toHaveValue('tienda_99');
});

it('follows what runs without being asked', async () => {
  const { servidor } = mostrar(<ExecutionsPanel zone="America/Caracas" />);
  await screen.findByRole('table');
  const running = servidor.datos.ejecuciones.find(({ estado }) => estado === 'en_proceso');
  if (!running) throw new Error('nothing runs');
  const row = () =>
    within(document.querySelector<HTMLElement>(`tr[data-id="${running.id}"]`) ?? document.body);
  expect(row().getByText('En proceso')).toBeVisible();
  servidor.datos.ejecuciones = servidor.datos.ejecuciones.map((one) =>
    one === running
      ? { ...one, estado: 'exitoso', registros_cargados: 12_345, registros_extraidos: 12_350 }
      : one,
  );
  await avanzar(4_500);
  expect(row().getByText('Exitoso')).toBeVisible();
  expect(row().getByText('12.345')).toBeVisible();
  expect(row().getByText('de 12.350')).toBeVisible();
  expect(row().getByText('5 repetidos')).toBeVisible();
});

it('says so when nothing matches', async () => {
  const servidor = new ServidorSimulado(() => AHORA);
  servidor.datos.ejecuciones = [];
  mostrar(<ExecutionsPanel zone="America/Caracas" />, servidor);
  expect(await screen.findByText(/Todavía no ha corrido ningún ETL/)).toBeVisible();
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  await user.selectOptions(screen.getByLabelText('Estado'), 'fallido');
  expect(await screen.findByText('Ninguna ejecución con estos filtros.')).toBeVisible();
});
