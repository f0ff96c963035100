import type { CheckInStatus } from '../api/types';
import { Mark, MarkAt } from './Mark';
import { CHECK_IN_LABEL } from './statuses';

const SHOWN: readonly CheckInStatus[] = ['ok', 'error', 'timeout', 'missed', 'in_progress', 'skipped'];

export function Legend() {
  return (
    <ul className="leyenda" aria-label="Leyenda">
      {SHOWN.map((status) => (
        <li key={status}>
          <Mark status={status} /> {CHECK_IN_LABEL[status]}
        </li>
      ))}
      <li>
        <svg viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
          <MarkAt x={0} y={0} status="next" />
        </svg>{' '}
        Próxima esperada
      </li>
      <li>
        <span className="muestra-incidente" aria-hidden="true" /> Incidente
      </li>
      <li>
        <span className="muestra-sin-historia" aria-hidden="true" /> Sin historial
      </li>
    </ul>
  );
}
