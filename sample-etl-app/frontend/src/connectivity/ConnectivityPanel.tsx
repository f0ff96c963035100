import { useQuery } from '@tanstack/react-query';
import { connectivityQuery } from '../api/queries';
import type { CheckInStatus, Connectivity } from '../api/types';
import { Mark } from '../monitors/Mark';
import { Loaded } from '../panel/Loaded';
import { Panel } from '../panel/Panel';
import { clock, zoneName } from '../time/zone';

export function ConnectivityPanel({ zone }: { zone: string }) {
  return (
    <Panel id="conectividad" title="Conexión con KLK">
      <Klk zone={zone} />
    </Panel>
  );
}

const STATES: Record<Connectivity['estado'], readonly [CheckInStatus, string]> = {
  disponible: ['ok', 'Disponible'],
  timeout: ['timeout', 'No responde a tiempo'],
  error: ['error', 'Con error'],
};

const number = new Intl.NumberFormat('es');

function Klk({ zone }: { zone: string }) {
  const query = useQuery(connectivityQuery);
  return (
    <Loaded query={query} rows={1}>
      {({ estado, latencia_ms, mensaje }) => {
        const [mark, text] = STATES[estado] ?? STATES.error;
        return (
          <div className="klk" data-estado={estado}>
            <p role="status">
              <Mark status={mark} /> <strong>{text}</strong>
            </p>
            {latencia_ms !== null && <p>{number.format(latencia_ms)} ms</p>}
            {mensaje && <p className="mensaje">{mensaje}</p>}
            <p className="tenue">
              Comprobado a las {clock(query.dataUpdatedAt, zone, true)} {zoneName(zone)} (
              {clock(query.dataUpdatedAt, 'UTC', true)} UTC)
            </p>
          </div>
        );
      }}
    </Loaded>
  );
}
