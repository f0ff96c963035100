import { clock } from '../time/zone';
import { useConnection } from './connection';

export function ConnectionState({ zone }: { zone: string }) {
  const { away, slow, partly, dataOf } = useConnection();
  const at = dataOf ? clock(dataOf, zone, true) : null;
  const reconnecting = away.length > 0;
  const stale = reconnecting || slow.length > 0;
  return (
    <p className={`conexion ${stale ? 'reconectando' : ''}`}>
      <span className="punto" aria-hidden="true" />
      <span role="status">
        {reconnecting
          ? partly
            ? `Sin respuesta: ${away.join(', ')}`
            : 'Reconectando…'
          : stale
            ? `Esperando respuesta: ${slow.join(', ')}`
            : at
              ? 'En vivo'
              : 'Conectando…'}
      </span>
      {at && <span className="tenue hora">{stale ? `datos de las ${at}` : at}</span>}
    </p>
  );
}
