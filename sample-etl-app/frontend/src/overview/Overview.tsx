import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { KeyRequired } from '../api/errors';
import { connectivityQuery, gapsQuery, monitorsQuery } from '../api/queries';
import type { CheckInStatus, Connectivity, Gap, Monitor, MonitorList } from '../api/types';
import { useFailing } from '../monitors/failing';
import { Mark } from '../monitors/Mark';

/** Of the panels' own questions the last answer; a panel says by itself when there is none. */
const QUIET = { throwOnError: false, refetchInterval: false } as const;
const NONE: readonly Monitor[] = [];
const TITLE = 'ETL KLK';

/** In five seconds: is something wrong, and where? Each word leads to its panel. */
export function Overview() {
  const monitors = useQuery({ ...monitorsQuery, ...QUIET });
  const gaps = useQuery({ ...gapsQuery(168), ...QUIET });
  const klk = useQuery({ ...connectivityQuery, ...QUIET });
  const list = monitors.data;
  const failing = useFailing(list?.monitors ?? NONE).length;
  const incidents = list?.summary.incidents ?? 0;

  const wrong = isOld(monitors)
    ? 'Sin datos nuevos'
    : incidents > 0
      ? `${incidents} ${plural(incidents, 'incidente')}`
      : failing > 0
        ? fails(failing)
        : null;
  useEffect(() => {
    document.title = wrong ? `${wrong} · ${TITLE}` : TITLE;
  }, [wrong]);

  return (
    <nav className="vista" aria-label="De un vistazo">
      <Newest panel="monitores" name="Monitores" query={monitors}>
        {({ summary }) => <Monitors incidents={incidents} failing={failing} summary={summary} />}
      </Newest>
      <Newest panel="gaps" name="Gaps" query={gaps}>
        {(open) => <Gaps gaps={open} />}
      </Newest>
      <Newest panel="conectividad" name="KLK" query={klk}>
        {(answer) => <Klk klk={answer} />}
      </Newest>
    </nav>
  );
}

/** Longer than a restart, and than the slowest of the questions. */
const OLD_MS = 40_000;

/** What was well may not be so any more. */
function isOld({ data, error, errorUpdatedAt, dataUpdatedAt }: UseQueryResult): boolean {
  if (data === undefined || !error) return false;
  return error instanceof KeyRequired || errorUpdatedAt - dataUpdatedAt > OLD_MS;
}

interface NewestProps<T> {
  panel: string;
  name: string;
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}

function Newest<T>({ panel, name, query, children }: NewestProps<T>) {
  if (query.data === undefined) return null;
  if (!isOld(query)) return children(query.data);
  return (
    <Word panel={panel} status="missed">
      {name} sin datos nuevos
    </Word>
  );
}

function Monitors(props: { incidents: number; failing: number; summary: MonitorList['summary'] }) {
  const { incidents, failing, summary } = props;
  if (incidents > 0) {
    return (
      <Word panel="monitores" status="error">
        {incidents} {plural(incidents, 'incidente')}
      </Word>
    );
  }
  if (failing > 0) {
    return (
      <Word panel="monitores" status="error">
        {fails(failing)}
      </Word>
    );
  }
  return summary.ok > 0 ? (
    <Word panel="monitores" status="ok">
      Monitores en orden
    </Word>
  ) : (
    <Word panel="monitores" status="active">
      {nothingOf(summary)}
    </Word>
  );
}

/** Why nothing is known: that nobody watches is not that nothing came yet. */
function nothingOf({ total, disabled }: MonitorList['summary']): string {
  if (total === 0) return 'Sin monitores';
  return disabled === total ? 'Monitores desactivados' : 'Monitores sin datos aún';
}

function Gaps({ gaps }: { gaps: readonly Gap[] }) {
  return gaps.length > 0 ? (
    <Word panel="gaps" status="missed">
      {gaps.length} {plural(gaps.length, 'gap')}
    </Word>
  ) : (
    <Word panel="gaps" status="ok">
      Sin gaps
    </Word>
  );
}

const KLK: Record<Connectivity['estado'], readonly [CheckInStatus, string]> = {
  disponible: ['ok', 'KLK responde'],
  timeout: ['timeout', 'KLK no responde'],
  error: ['error', 'KLK con error'],
};

function Klk({ klk: { estado } }: { klk: Connectivity }) {
  const [status, text] = KLK[estado] ?? KLK.error;
  return (
    <Word panel="conectividad" status={status}>
      {text}
    </Word>
  );
}

interface WordProps {
  panel: string;
  status: CheckInStatus | 'active';
  children: ReactNode;
}

function Word({ panel, status, children }: WordProps) {
  return (
    <a href={`#${panel}`} className={`vista-palabra ${status === 'ok' || status === 'active' ? '' : 'vista-mal'}`}>
      <Mark status={status} /> {children}
    </a>
  );
}

function fails(count: number): string {
  return count === 1 ? '1 monitor falla' : `${count} monitores fallan`;
}

function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`;
}
