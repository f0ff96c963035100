import type { Monitor } from '../api/types';
import { relative } from '../time/duration';
import { Instant } from '../time/Instant';
import { useNow } from '../time/now';
import type { Failing } from './failing';
import { Mark } from './Mark';
import { inOrder } from './order';
import { CHECK_IN_LABEL } from './statuses';

interface Props {
  monitors: readonly Monitor[];
  /** Of which those are told that are no incident: a threshold may keep it from ever becoming one. */
  failing: readonly Failing[];
  zone: string;
}

/** What somebody who was woken up looks for first. */
export function Incidents({ monitors, failing, zone }: Props) {
  const now = useNow(30_000);
  const others = failing.filter(({ monitor }) => monitor.incident === null);
  const open = inOrder(monitors).filter(({ incident }) => incident !== null);
  return (
    <div role="status" aria-label="Incidentes abiertos">
      {open.length === 0 ? (
        <p className="sin-incidentes">
          {others.length === 0 && <Mark status="ok" />} Ningún incidente abierto
          {others.length > 0 && ', pero no todo va bien:'}
        </p>
      ) : (
        <ul className="incidentes">
          {byName(open).map(([first, ...rest]) =>
            rest.length < MANY ? (
              [first, ...rest].map((monitor) => (
                <Incident key={monitor.slug} monitor={monitor} zone={zone} now={now} />
              ))
            ) : (
              <Group key={first.name} monitors={[first, ...rest]} zone={zone} now={now} />
            ),
          )}
        </ul>
      )}
      {others.length > 0 && (
        <ul className="incidentes sin-umbral" aria-label="Fallan sin incidente">
          {others.map((one) => (
            <Failure
              key={one.monitor.slug}
              failing={one}
              zone={one.monitor.schedule?.timezone ?? zone}
              now={now}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function Failure({ failing, zone, now }: { failing: Failing; zone: string; now: number }) {
  const { monitor, last, failures } = failing;
  const since = Date.parse(failing.since);
  return (
    <li>
      <Mark status={last.status} />
      <span className="incidente-quien">
        <strong>{monitor.name}</strong>
        {monitor.key && <span className="llave">{monitor.key}</span>}
      </span>
      <span>
        {failures === 1 ? 'falló' : `${failures} fallos seguidos, desde`} <Instant at={since} zone={zone} /> (
        {relative(since, now)})
      </span>
      <span className="incidente-por">{last.message ?? CHECK_IN_LABEL[last.status]}</span>
    </li>
  );
}

/** From so many stores on, what they have in common is the news. */
const MANY = 6;

type Some = [Monitor, ...Monitor[]];

function byName(monitors: readonly Monitor[]): Some[] {
  const groups = new Map<string, Some>();
  for (const monitor of monitors) {
    const group = groups.get(monitor.name);
    if (group) group.push(monitor);
    else groups.set(monitor.name, [monitor]);
  }
  return [...groups.values()];
}

function Group({ monitors, zone, now }: { monitors: Some; zone: string; now: number }) {
  const [{ name, schedule, lastCheckIn }] = monitors;
  const since = Math.min(...monitors.map(({ incident }) => Date.parse(incident?.startedAt ?? '')));
  return (
    <li className="incidentes-grupo">
      <details>
        <summary>
          <Mark status="error" /> <strong>{name}</strong> {monitors.length} con incidente, el primero desde{' '}
          <Instant at={since} zone={schedule?.timezone ?? zone} /> ({relative(since, now)}){' '}
          {lastCheckIn?.message && <span className="incidente-por">{lastCheckIn.message}</span>}
        </summary>
        <ul>
          {monitors.map((monitor) => (
            <Incident key={monitor.slug} monitor={monitor} zone={zone} now={now} />
          ))}
        </ul>
      </details>
    </li>
  );
}

function Incident({ monitor, zone: common, now }: { monitor: Monitor; zone: string; now: number }) {
  const { incident, lastCheckIn } = monitor;
  if (!incident) return null;
  const zone = monitor.schedule?.timezone ?? common;
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
