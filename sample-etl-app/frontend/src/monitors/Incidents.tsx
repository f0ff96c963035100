import type { Monitor } from '../api/types';
import { relative } from '../time/duration';
import { Instant } from '../time/Instant';
import { useNow } from '../time/now';
import { Mark } from './Mark';
import { inOrder } from './order';
import { CHECK_IN_LABEL } from './statuses';

/** What somebody who was woken up looks for first. */
export function Incidents({ monitors, zone }: { monitors: readonly Monitor[]; zone: string }) {
  const now = useNow(30_000);
  const open = inOrder(monitors).filter(({ incident }) => incident !== null);
  return (
    <div role="status" aria-label="Incidentes abiertos">
      {open.length === 0 ? (
        <p className="sin-incidentes">
          <Mark status="ok" /> Ningún incidente abierto
        </p>
      ) : (
        <ul className="incidentes">
          {open.map((monitor) => (
            <Incident
              key={monitor.slug}
              monitor={monitor}
              zone={monitor.schedule?.timezone ?? zone}
              now={now}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function Incident({ monitor, zone, now }: { monitor: Monitor; zone: string; now: number }) {
  const { incident, lastCheckIn } = monitor;
  if (!incident) return null;
  const since = Date.parse(incident.startedAt);
  return (
    <li>
      <Mark status="error" />
      <span className="incidente-quien">
        <strong>{monitor.name}</strong>
        {monitor.key && <span className="llave">{monitor.key}</span>}
      </span>
      <span>
        desde <Instant at={since} zone={zone} /> ({relative(since, now)}), {incident.failures}{' '}
        {incident.failures === 1 ? 'fallo' : 'fallos'}
      </span>
      {lastCheckIn && (
        <span className="incidente-por">{lastCheckIn.message ?? CHECK_IN_LABEL[lastCheckIn.status]}</span>
      )}
    </li>
  );
}
