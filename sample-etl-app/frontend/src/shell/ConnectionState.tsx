import { clock } from '../time/zone';
import { useConnection } from './connection';

export function ConnectionState({ zone }: { zone: string }) {
  const { away, partly, dataOf } = useConnection();
  const at = dataOf ? clock(dataOf, zone, true) : null;
  const reconnecting = away.length > 0;
  return (
    <p className={`conexion ${reconnecting ? 'reconectando' : ''}`}>
      <span className="punto" aria-hidden="true" />
      <span role="status">
        {!reconnecting ? (at ? 'En vivo' : 'Conectando…') : partly ? `Sin respuesta: ${away.join(', ')}` : 'Reconectando…'}
      </span>
      {at && <span className="tenue hora">{reconnecting ? `datos de las ${at}` : at}</span>}
    </p>
  );
}
