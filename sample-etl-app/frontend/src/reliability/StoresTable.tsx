import { duration } from '../time/duration';
import type { Total } from './totals';

interface Props {
  stores: readonly Total[];
  chosen: string;
  onChoose: (store: string) => void;
}

/** In a column, also numbers of four digits are grouped. */
const number = new Intl.NumberFormat('es', { useGrouping: 'always' });
const percentage = new Intl.NumberFormat('es', { maximumFractionDigits: 1 });

export function StoresTable({ stores, chosen, onChoose }: Props) {
  return (
    <section className="tabla-marco" aria-label="Tabla de tiendas" tabIndex={0}>
      <table className="tabla">
        <thead>
          <tr>
            <th scope="col">Tienda</th>
            <th scope="col" className="numero">
              Éxito
            </th>
            <th scope="col" className="numero">
              Duración media
            </th>
            <th scope="col" className="numero">
              Registros
            </th>
          </tr>
        </thead>
        <tbody>
          {stores.map((store) => (
            <tr key={store.id} className={store.id === chosen ? 'elegida' : ''}>
              <th scope="row">
                <button
                  type="button"
                  className="enlace"
                  aria-pressed={store.id === chosen}
                  onClick={() => onChoose(store.id === chosen ? '' : store.id)}
                >
                  {store.id}
                </button>
              </th>
              <td className="numero">
                {store.exito === null ? '—' : `${percentage.format(store.exito)} %`}
                <span className="tenue bajo">de {number.format(store.ejecuciones)}</span>
              </td>
              <td className="numero">{duration(store.duracion)}</td>
              <td className="numero">{number.format(store.registros)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
