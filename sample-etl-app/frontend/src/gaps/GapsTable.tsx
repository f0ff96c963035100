import type { Gap } from '../api/types';
import { ERROR_LABEL } from '../executions/labels';
import { Instant } from '../time/Instant';
import { ventanaText } from '../time/ventana';
import { instantOf } from '../time/zone';
import { gapId } from './recovery';
import type { Recoveries } from './useRecoveries';

interface Props {
  gaps: readonly Gap[];
  zone: string;
  recoveries: Recoveries;
  onRecover: (gap: Gap) => void;
}

const hours = new Intl.NumberFormat('es', { maximumFractionDigits: 1 });

export function GapsTable({ gaps, zone, recoveries, onRecover }: Props) {
  if (gaps.length === 0) return <p className="tenue vacio">De lo que ya debía estar cargado no falta nada.</p>;
  return (
    <section className="tabla-marco" aria-label="Tabla de gaps" tabIndex={0}>
      <table className="tabla">
        <thead>
          <tr>
            <th scope="col">Tienda</th>
            <th scope="col">Ventana</th>
            <th scope="col">Detectado</th>
            <th scope="col">
              <span className="oculto">Acción</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {gaps.map((gap) => (
            <Row
              key={gapId(gap)}
              gap={gap}
              zone={zone}
              busy={recoveries.of(gap) !== undefined}
              onRecover={() => onRecover(gap)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  gap: Gap;
  zone: string;
  busy: boolean;
  onRecover: () => void;
}

function Row({ gap, zone, busy, onRecover }: RowProps) {
  return (
    <tr data-gap={gapId(gap)}>
      <th scope="row">
        {gap.ubicacion_id}
        <span className="tenue bajo">{gap.etl_tipo}</span>
      </th>
      <td>
        {ventanaText(gap)}
        <span className="tenue bajo">{reason(gap)}</span>
      </td>
      <td>
        <Instant at={instantOf(gap.fecha_fallo, zone)} zone={zone} />
        {gap.horas_desde_fallo !== null && (
          <span className="tenue bajo">hace {age(gap.horas_desde_fallo)}</span>
        )}
      </td>
      <td className="accion">
        {/* Not `disabled`: the focus stays where the reader is. */}
        <button
          type="button"
          aria-disabled={busy}
          aria-label={`Recuperar ${gap.etl_tipo} de ${gap.ubicacion_id}, ${ventanaText(gap)}`}
          onClick={() => !busy && onRecover()}
        >
          {busy ? 'Recuperando…' : 'Recuperar'}
        </button>
      </td>
    </tr>
  );
}

function age(hoursAgo: number): string {
  return hoursAgo < 1 ? `${Math.round(hoursAgo * 60)} min` : `${hours.format(hoursAgo)} h`;
}

function reason({ motivo, error_tipo }: Gap): string {
  if (motivo === 'nunca_ejecutado') return 'nunca se ejecutó';
  return error_tipo ? `falló: ${ERROR_LABEL[error_tipo] ?? error_tipo}` : 'falló';
}
