import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { connectivityQuery, gapsQuery, monitorsQuery } from '../api/queries';
import type { CheckInStatus, Connectivity, Gap, Monitor } from '../api/types';
import { useFailing } from '../monitors/failing';
import { Mark } from '../monitors/Mark';

/** Of the panels' own questions the last answer; a panel says by itself when there is none. */
const QUIET = { throwOnError: false, refetchInterval: false } as const;
const NONE: readonly Monitor[] = [];
const TITLE = 'ETL KLK';

/** In five seconds: is something wrong, and where? Each word leads to its panel. */
export function Overview() {
  const { data: list } = useQuery({ ...monitorsQuery, ...QUIET });
  const { data: gaps } = useQuery({ ...gapsQuery(168), ...QUIET });
  const { data: klk } = useQuery({ ...connectivityQuery, ...QUIET });
  const failing = useFailing(list?.monitors ?? NONE).length;
  const incidents = list?.summary.incidents ?? 0;

  const wrong = incidents > 0 ? `${incidents} ${plural(incidents, 'incidente')}` : failing > 0 ? fails(failing) : null;
  useEffect(() => {
    document.title = wrong ? `${wrong} · ${TITLE}` : TITLE;
  }, [wrong]);

  return (
    <nav className="vista" aria-label="De un vistazo">
      {list && <Monitors incidents={incidents} failing={failing} decided={list.summary.ok} />}
      {gaps && <Gaps gaps={gaps} />}
      {klk && <Klk klk={klk} />}
    </nav>
  );
}

function Monitors(props: { incidents: number; failing: number; decided: number }) {
  const { incidents, failing, decided } = props;
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
  return decided > 0 ? (
    <Word panel="monitores" status="ok">
      Monitores en orden
    </Word>
  ) : (
    <Word panel="monitores" status="active">
      Monitores sin datos aún
    </Word>
  );
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
