import type { Metrica } from '../api/types';
import { totalsBy } from './totals';

const metrica = (extra: Partial<Metrica>): Metrica => ({
  ubicacion_id: 'tienda_01',
  fecha: '2026-11-21',
  total_ejecuciones: 1,
  tasa_exito_pct: 100,
  duracion_promedio_seg: 10,
  total_registros_cargados: 100,
  ...extra,
});

it('weighs means by their executions', () => {
  const [day] = totalsBy(
    [
      metrica({ total_ejecuciones: 3, tasa_exito_pct: 100, duracion_promedio_seg: 10 }),
      metrica({
        ubicacion_id: 'tienda_08',
        total_ejecuciones: 1,
        tasa_exito_pct: 0,
        duracion_promedio_seg: 50,
      }),
    ],
    'fecha',
  );
  expect(day).toEqual({ id: '2026-11-21', ejecuciones: 4, exito: 75, duracion: 20, registros: 200 });
});

it('knows no mean of what has not ended', () => {
  const [day] = totalsBy(
    [metrica({ tasa_exito_pct: null, duracion_promedio_seg: null, total_registros_cargados: null })],
    'fecha',
  );
  expect(day).toMatchObject({ exito: null, duracion: null, registros: 0 });
});

it('sorts days', () => {
  const days = totalsBy([metrica({ fecha: '2026-11-21' }), metrica({ fecha: '2026-11-20' })], 'fecha');
  expect(days.map(({ id }) => id)).toEqual(['2026-11-20', '2026-11-21']);
});
