import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { historyQuery } from '../api/queries';
import type { CheckIn, MonitorList } from '../api/types';
import { MINUTE } from '../time/duration';
import { clock, day } from '../time/zone';

const WORDS: Record<MonitorList['delivery']['sentry'], string> = {
  enabled: 'Sentry conectado',
  disabled: 'Sentry desactivado',
  'no-dsn': 'Sin Sentry: estado local',
};

/** How long after a run Sentry may know of it: a check-in waits for its turn, and repeats are thinned. */
const PATIENCE_MS = 2 * MINUTE;

/** Whether Sentry knows what this page shows: one that nothing reaches calls nobody. */
export function Delivery({ list, zone }: { list: MonitorList; zone: string }) {
  const client = useQueryClient();
  const { sentry, lastSuccess, expired, failed, dropped, pending } = list.delivery;
  const lost = expired + failed + dropped;
  const [since, setSince] = useState({ lastSuccess, lost });
  if (since.lastSuccess !== lastSuccess) setSince({ lastSuccess, lost });
  // Runs of before a restart, and of other replicas, are in the list too; this process has to keep some, or to have lost
  // some since Sentry took one.
  const missing = pending > 0 || lost > (lastSuccess === null ? 0 : since.lost);
  const last = lastSuccess ? Date.parse(lastSuccess) : null;
  if (sentry !== 'enabled' || (!missing && lost === 0) || !anyUnheard(list, last ?? 0, client)) {
    return <span className="tenue">{WORDS[sentry] ?? sentry}</span>;
  }
  // Lost before or after it took the last one: both look like this, so that only what is sure is said.
  if (!missing) return <span className="fallando">{lostWords(lost)}</span>;
  return (
    <span className="fallando">
      {last === null
        ? 'Sentry no ha recibido nada'
        : `Sentry no recibe nada desde el ${day(last, zone)} ${clock(last, zone)}`}
    </span>
  );
}

function lostWords(lost: number): string {
  return lost === 1 ? 'A Sentry no le llegó 1 aviso de aquí' : `A Sentry no le llegaron ${lost} avisos de aquí`;
}

/** Whether a run that Sentry should have been told of ended some time ago, and nothing was taken since. */
function anyUnheard({ monitors }: MonitorList, last: number, client: QueryClient): boolean {
  const unheard = ({ status, finishedAt }: CheckIn) => {
    const end = status === 'ok' || status === 'error' ? Date.parse(finishedAt ?? '') : Number.NaN;
    return end > last && end < Date.now() - PATIENCE_MS;
  };
  return monitors
    .filter(({ schedule }) => schedule?.sentry)
    .some(({ slug, lastCheckIn }) => {
      const history = client.getQueryData(historyQuery(slug).queryKey)?.history;
      return (history ?? (lastCheckIn ? [lastCheckIn] : [])).some(unheard);
    });
}
