import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ServidorSimulado } from '../../simulado/servidor.ts';
import { setApiKey } from '../api/key';
import { AHORA, avanzar, mostrar } from '../prueba/pagina';
import { KeyDialog } from '../shell/KeyDialog';
import { GapsPanel } from './GapsPanel';

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: AHORA });
  setApiKey(null);
});

afterEach(() => {
  vi.useRealTimers();
});

const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
const panel = () =>
  mostrar(
    <>
      <GapsPanel zone="America/Caracas" />
      <KeyDialog />
    </>,
    new ServidorSimulado(Date.now),
  );
const posts = (servidor: ServidorSimulado) => servidor.peticiones.filter(({ method }) => method === 'POST');
const results = () => screen.getByRole('status', { name: 'Recuperaciones pedidas' });

async function recoverFirst() {
  await user.click(
    (await screen.findAllByLabelText(/^Recuperar ventas de tienda_08/))[0] as HTMLElement,
  );
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Recuperar' }));
}

it('recovers a gap after a confirmation, and follows it to its result', async () => {
  const { servidor } = panel();
  const open = servidor.datos.gaps.length;
  const [gap] = servidor.datos.gaps;
  await recoverFirst();
  expect(posts(servidor).map(({ body }) => body)).toEqual([
    {
      etl_tipo: 'ventas',
      ubicacion_id: 'tienda_08',
      fecha_desde: gap?.fecha_desde,
      fecha_hasta: gap?.fecha_hasta,
      hora_desde: gap?.hora_desde,
      hora_hasta: gap?.hora_hasta,
    },
  ]);
  await waitFor(() => expect(results()).toHaveTextContent('Recuperando: ventas de tienda_08'));

  await avanzar(6_000);
  expect(results()).toHaveTextContent(/Recuperado: ventas de tienda_08.*214 registros cargados/);
  await waitFor(() => expect(screen.getAllByLabelText(/^Recuperar /)).toHaveLength(open - 1));

  await user.click(within(results()).getByRole('button', { name: /Quitar/ }));
  expect(results()).toBeEmptyDOMElement();
});

it('asks for nothing when the dialog is cancelled', async () => {
  const { servidor } = panel();
  await user.click((await screen.findAllByLabelText(/^Recuperar ventas/))[0] as HTMLElement);
  await user.click(screen.getByRole('button', { name: 'Cancelar' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(posts(servidor)).toEqual([]);
});

it('cannot be asked twice for the same gap', async () => {
  const { servidor } = panel();
  await recoverFirst();
  const busy = await screen.findByText('Recuperando…');
  await user.click(busy);
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(posts(servidor)).toHaveLength(1);
});

it('asks for the key when the server wants one, and sends it from then on', async () => {
  const { servidor } = panel();
  servidor.clave = 'secreta';
  await recoverFirst();
  await user.type(await screen.findByLabelText('Clave'), 'secreta');
  await user.click(screen.getByRole('button', { name: 'Usar clave' }));
  await recoverFirst();
  await waitFor(() => expect(results()).toHaveTextContent('Recuperando'));
  expect(posts(servidor).map(({ clave }) => clave)).toEqual([null, 'secreta']);
});

it('tells the reason when the server refuses', async () => {
  const { servidor } = panel();
  await screen.findAllByLabelText(/^Recuperar ventas/);
  servidor.fallos.set('/api/etl/tracking/recuperar-gap', {
    status: 400,
    body: { title: 'Bad Request', detail: 'el rango es de más de 31 días' },
  });
  await recoverFirst();
  await waitFor(() => expect(results()).toHaveTextContent('No se pudo pedir la recuperación'));
  expect(results()).toHaveTextContent('el rango es de más de 31 días');
});
