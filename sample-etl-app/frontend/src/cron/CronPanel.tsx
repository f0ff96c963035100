import { useQuery } from '@tanstack/react-query';
import { cronStatusQuery } from '../api/queries';
import type { CronStatus } from '../api/types';
import { Mark } from '../monitors/Mark';
import { Loaded } from '../panel/Loaded';
import { Panel } from '../panel/Panel';
import { relative } from '../time/duration';
import { Instant } from '../time/Instant';
import { useNow } from '../time/now';
import { instantOf } from '../time/zone';

export function CronPanel({ zone }: { zone: string }) {
  return (
    <Panel id="cron" title="Horarios">
      <Cron zone={zone} />
    </Panel>
  );
}

function Cron({ zone }: { zone: string }) {
  const query = useQuery(cronStatusQuery);
  const now = useNow(10_000);
  return (
    <Loaded query={query} rows={6}>
      {(etls) => (
        <section className="tabla-marco" aria-label="Tabla de horarios" tabIndex={0}>
          <table className="tabla">
            <thead>
              <tr>
                <th scope="col">ETL</th>
                <th scope="col">Próxima</th>
                <th scope="col">Hoy</th>
              </tr>
            </thead>
            <tbody>
              {etls.map((etl) => (
                <Row key={etl.etl} etl={etl} zone={etl.zona ?? zone} now={now} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Loaded>
  );
}

function Row({ etl, zone, now }: { etl: CronStatus; zone: string; now: number }) {
  const next = instantOf(etl.proxima_ejecucion, zone);
  return (
    <tr>
      <th scope="row">
        <span className="estado">
          {!etl.activo && <Mark status="disabled" />}
          {etl.etl}
        </span>
        <span className="tenue bajo">
          {etl.activo ? '' : 'Inactivo. '}
          {etl.horario}
        </span>
      </th>
      <td>
        <Instant at={next} zone={zone} />
        {next !== null && <span className="tenue cuando">{relative(next, now)}</span>}
      </td>
      <td>
        <Today counts={etl.hoy ?? {}} />
      </td>
    </tr>
  );
}

function Today({ counts }: { counts: Record<string, number> }) {
  const shown = Object.entries(counts).filter(([what, count]) => what !== 'total' && count > 0);
  if (shown.length === 0) return <span className="tenue">nada aún</span>;
  return shown.map(([what, count]) => (
    <span key={what} className={what === 'fallidas' ? 'par fallando' : 'par'}>
      {count} <span className={what === 'fallidas' ? undefined : 'tenue'}>{wordFor(what, count)}</span>
    </span>
  ));
}

/** `exitosas`, and of one `exitosa`; `en proceso` of any. */
function wordFor(what: string, count: number): string {
  return (count === 1 ? what.replace(/s$/, '') : what).replaceAll('_', ' ');
}
