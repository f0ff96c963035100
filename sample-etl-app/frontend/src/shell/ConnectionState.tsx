import { clock } from '../time/zone';
import { useConnection } from './connection';

export function ConnectionState({ zone }: { zone: string }) {
  const { reconnecting, lastAnswer } = useConnection();
  const at = lastAnswer ? clock(lastAnswer, zone, true) : null;
  return (
    <p className={`conexion ${reconnecting ? 'reconectando' : ''}`}>
      <span className="punto" aria-hidden="true" />
      <span role="status">{reconnecting ? 'Reconectando…' : lastAnswer ? 'En vivo' : 'Conectando…'}</span>
      {at && <span className="tenue hora">{reconnecting ? `datos de las ${at}` : at}</span>}
    </p>
  );
}
