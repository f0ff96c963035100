import type { CheckInStatus } from '../api/types';
import { Mark } from '../monitors/Mark';
import { ventanaText } from '../time/ventana';
import { gapId, isOver, type Recovery } from './recovery';
import type { Recoveries } from './useRecoveries';

const PHASE: Record<Recovery['phase'], readonly [CheckInStatus, string]> = {
  enviando: ['in_progress', 'Enviando la petición'],
  en_proceso: ['in_progress', 'Recuperando'],
  exitoso: ['ok', 'Recuperado'],
  parcial: ['missed', 'Recuperado en parte'],
  fallido: ['error', 'La recuperación falló'],
  rechazado: ['error', 'No se pudo pedir la recuperación'],
};

/** Announced as it changes: the region is there before its first word. */
export function RecoveryResults({ recoveries }: { recoveries: Recoveries }) {
  return (
    <div role="status" aria-label="Recuperaciones pedidas">
      {recoveries.all.length > 0 && (
        <ul className="recuperaciones">
          {recoveries.all.map((recovery) => (
            <Result
              key={gapId(recovery.gap)}
              recovery={recovery}
              onDismiss={() => recoveries.dismiss(recovery.gap)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function Result({ recovery, onDismiss }: { recovery: Recovery; onDismiss: () => void }) {
  const { gap, id, phase, detail } = recovery;
  const [mark, text] = PHASE[phase];
  return (
    <li data-fase={phase}>
      <Mark status={mark} />
      <span>
        <strong>{text}</strong>: {gap.etl_tipo} de {gap.ubicacion_id}, {ventanaText(gap)}
        {detail && `. ${detail}`}
        {id !== null && <span className="tenue"> (ejecución {id})</span>}
      </span>
      {isOver(recovery) && (
        <button
          type="button"
          className="discreto"
          onClick={onDismiss}
          aria-label={`Quitar aviso de ${gap.ubicacion_id}`}
        >
          Quitar
        </button>
      )}
    </li>
  );
}
