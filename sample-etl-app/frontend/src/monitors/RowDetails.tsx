import type { Monitor } from '../api/types';
import { duration, isoDuration } from '../time/duration';
import { Instant } from '../time/Instant';
import { zoneName } from '../time/zone';
import { counts, span } from './describe';
import { Mark } from './Mark';
import type { Cell, Run } from './scale';
import { CHECK_IN_LABEL, MONITOR_LABEL } from './statuses';

interface Props {
  monitor: Monitor;
  /** The cell whose runs are shown; null shows the monitor itself. */
  cell: Cell | null;
  zone: string;
}

export function RowDetails({ monitor, cell, zone }: Props) {
  return cell ? <CellDetails cell={cell} zone={zone} /> : <MonitorDetails monitor={monitor} zone={zone} />;
}

const percentage = new Intl.NumberFormat('es', { style: 'percent', maximumFractionDigits: 1 });
const number = new Intl.NumberFormat('es');

function MonitorDetails({ monitor, zone }: { monitor: Monitor; zone: string }) {
  const { schedule, stats, lastCheckIn } = monitor;
  return (
    <dl className="hechos">
      <Fact name="Estado">{MONITOR_LABEL[monitor.status]}</Fact>
      <Fact name="Slug">
        <code>{monitor.slug}</code>
      </Fact>
      <Fact name="Horario">
        {schedule ? (
          <>
            <code>{schedule.declared}</code> {schedule.timezone && zoneName(schedule.timezone)}
            {!schedule.exact && schedule.note && <span className="tenue"> ({schedule.note})</span>}
          </>
        ) : (
          'sin horario'
        )}
      </Fact>
      <Fact name="Margen · máximo">
        {isoDuration(monitor.checkinMargin)} · {isoDuration(monitor.maxRuntime)}
      </Fact>
      <Fact name="Se espera entre">
        {monitor.nextCheckIn ? (
          <>
            <Instant at={Date.parse(monitor.nextCheckIn)} zone={zone} /> y{' '}
            <Instant
              at={monitor.nextCheckInLatest ? Date.parse(monitor.nextCheckInLatest) : null}
              zone={zone}
            />
          </>
        ) : (
          '—'
        )}
      </Fact>
      <Fact name="Última">
        {lastCheckIn ? (
          <>
            {CHECK_IN_LABEL[lastCheckIn.status]} ·{' '}
            <Instant at={Date.parse(lastCheckIn.startedAt)} zone={zone} seconds />
            {lastCheckIn.duration !== null && ` · ${duration(lastCheckIn.duration)}`}
            {lastCheckIn.message && ` · ${lastCheckIn.message}`}
          </>
        ) : (
          'ninguna todavía'
        )}
      </Fact>
      <Fact name="Último éxito">
        <Instant at={stats.lastSuccess ? Date.parse(stats.lastSuccess) : null} zone={zone} seconds />
      </Fact>
      <Fact name="Éxito">
        {stats.successRate === null ? '—' : percentage.format(stats.successRate)} de {stats.runs}:{' '}
        {stats.error} con error, {stats.missed} perdidas, {stats.timeout} excedidas
      </Fact>
      {stats.duration && stats.duration.p50 !== null && (
        <Fact name="Duración p50 · p95 · máx.">
          {duration(stats.duration.p50)} · {duration(stats.duration.p95)} · {duration(stats.duration.max)}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function CellDetails({ cell, zone }: { cell: Cell; zone: string }) {
  return (
    <>
      <p className="tenue">
        {span(cell, zone)}: {counts(cell.runs)}
      </p>
      <ul className="ejecuciones-celda">
        {[...cell.runs].reverse().map((run) => (
          <RunDetails key={run.id} run={run} zone={zone} />
        ))}
      </ul>
    </>
  );
}

function RunDetails({ run: { start, entry }, zone }: { run: Run; zone: string }) {
  return (
    <li>
      <p>
        <Mark status={entry.status} /> <strong>{CHECK_IN_LABEL[entry.status]}</strong>{' '}
        <Instant at={start} zone={zone} seconds />
        {entry.duration !== null && ` · ${duration(entry.duration)}`}
        {entry.expectedAt && (
          <span className="tenue">
            {' '}
            · esperada <Instant at={Date.parse(entry.expectedAt)} zone={zone} />
          </span>
        )}
      </p>
      {entry.message && <p className="mensaje">{entry.message}</p>}
      <Pairs label="Pasos" pairs={(entry.steps ?? []).map(stepPair)} />
      <Pairs
        label="Métricas"
        pairs={Object.entries(entry.metrics ?? {}).map(([k, v]) => [k, number.format(v)])}
      />
      <Pairs label="Etiquetas" pairs={Object.entries(entry.tags ?? {})} />
      {entry.traceId && <Pairs label="Traza" pairs={[['', entry.traceId]]} />}
    </li>
  );
}

function stepPair(step: { name: string; duration: number | null; ok?: boolean }): [string, string] {
  return [step.name, `${duration(step.duration)}${step.ok === false ? ' (falló)' : ''}`];
}

function Pairs({ label, pairs }: { label: string; pairs: readonly (readonly [string, string])[] }) {
  if (pairs.length === 0) return null;
  return (
    <p className="pares">
      <span className="tenue">{label}</span>
      {pairs.map(([name, value]) => (
        <span key={name} className="par">
          {name && <span className="tenue">{name} </span>}
          {value}
        </span>
      ))}
    </p>
  );
}
