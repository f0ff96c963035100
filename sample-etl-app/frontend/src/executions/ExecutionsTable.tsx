import type { Ejecucion } from '../api/types';
import { Mark } from '../monitors/Mark';
import { duration } from '../time/duration';
import { Instant } from '../time/Instant';
import { useNow } from '../time/now';
import { ventanaText } from '../time/ventana';
import { instantOf } from '../time/zone';
import { ERROR_LABEL, ESTADO_LABEL, ESTADO_MARK, MODO_LABEL } from './labels';

interface Props {
  ejecuciones: readonly Ejecucion[];
  zone: string;
  /** Whether a filter may be why there is none. */
  filtered: boolean;
}

/** In a column, also numbers of four digits are grouped. */
const number = new Intl.NumberFormat('es', { useGrouping: 'always' });

export function ExecutionsTable({ ejecuciones, zone, filtered }: Props) {
  if (ejecuciones.length === 0) {
    return (
      <p className="tenue vacio">
        {filtered
          ? 'Ninguna ejecución con estos filtros.'
          : 'Todavía no ha corrido ningún ETL. Cuándo le toca a cada uno: en Horarios.'}
      </p>
    );
  }
  return (
    <section className="tabla-marco" aria-label="Tabla de ejecuciones" tabIndex={0}>
      <table className="tabla">
        <thead>
          <tr>
            <th scope="col">Estado</th>
            <th scope="col">Tienda</th>
            <th scope="col">ETL</th>
            <th scope="col">Ventana</th>
            <th scope="col">Inicio</th>
            <th scope="col" className="numero">
              Duración
            </th>
            <th scope="col" className="numero">
              Registros
            </th>
            <th scope="col">Motivo</th>
          </tr>
        </thead>
        <tbody>
          {ejecuciones.map((ejecucion) => (
            <Row key={ejecucion.id} ejecucion={ejecucion} zone={zone} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ ejecucion, zone }: { ejecucion: Ejecucion; zone: string }) {
  const start = instantOf(ejecucion.fecha_inicio, zone);
  return (
    <tr data-id={ejecucion.id} className={`estado-${ejecucion.estado}`}>
      <td>
        <span className="estado">
          <Mark status={ESTADO_MARK[ejecucion.estado] ?? 'skipped'} />
          {ESTADO_LABEL[ejecucion.estado] ?? ejecucion.estado}
        </span>
        {ejecucion.error_tipo && (
          <span className="error-tipo">{ERROR_LABEL[ejecucion.error_tipo] ?? ejecucion.error_tipo}</span>
        )}
      </td>
      <th scope="row">
        {ejecucion.ubicacion_id}
        {ejecucion.ubicacion_nombre && <span className="tenue bajo">{ejecucion.ubicacion_nombre}</span>}
      </th>
      <td className="junto">
        {ejecucion.etl_tipo}
        <span className="tenue bajo">{MODO_LABEL[ejecucion.modo] ?? ejecucion.modo}</span>
      </td>
      <td className="junto">{ventanaText(ejecucion)}</td>
      <td>
        <Instant at={start} zone={zone} seconds />
      </td>
      <td className="numero" data-etiqueta="Duración">
        {ejecucion.estado === 'en_proceso' && start !== null ? (
          <Running since={start} />
        ) : (
          duration(ejecucion.duracion_segundos)
        )}
      </td>
      <td className="numero" data-etiqueta="Registros">
        <Rows ejecucion={ejecucion} />
      </td>
      <td className="mensaje">{ejecucion.error_mensaje}</td>
    </tr>
  );
}

function Running({ since }: { since: number }) {
  const now = useNow(1_000);
  return <>{duration(Math.max(0, Math.floor((now - since) / 1000)))}</>;
}

/** One number where all that was extracted was loaded. What a success did not load came twice: of a line the last counts. */
function Rows({ ejecucion: { estado, registros_extraidos, registros_cargados } }: { ejecucion: Ejecucion }) {
  if (registros_cargados === null) return <>—</>;
  if (registros_extraidos === null || registros_extraidos === registros_cargados) {
    return <>{number.format(registros_cargados)}</>;
  }
  return (
    <>
      {number.format(registros_cargados)}{' '}
      <span className="tenue">de {number.format(registros_extraidos)}</span>
      {estado === 'exitoso' && registros_extraidos > registros_cargados && (
        <span className="tenue bajo">{repeated(registros_extraidos - registros_cargados)}</span>
      )}
    </>
  );
}

function repeated(count: number): string {
  return count === 1 ? '1 repetido' : `${number.format(count)} repetidos`;
}
