import * as Sentry from '@sentry/react';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { ApiError } from '../api/errors';

const RETRY_MS = 10_000;

interface Props {
  panel: string;
  title: string;
  error: unknown;
  onRecovered: () => void;
}

/**
 * What stands in a panel's place. After a failed call it goes on asking quietly, and gives the panel back once there is
 * an answer; a panel that could not draw its data waits for the reader's word.
 */
export function PanelFailure({ panel, title, error, onRecovered }: Props) {
  const client = useQueryClient();
  const [trying, setTrying] = useState(false);
  const failedCall = error instanceof ApiError;

  const retry = useCallback(async () => {
    setTrying(true);
    const recovered = await refetchFailed(client, panel);
    setTrying(false);
    if (recovered) onRecovered();
  }, [client, panel, onRecovered]);

  useEffect(() => {
    if (!failedCall) return;
    const timer = setInterval(retry, RETRY_MS);
    return () => clearInterval(timer);
  }, [failedCall, retry]);

  return (
    <div className="fallo" role="alert">
      <p className="fallo-titulo">No se pudo mostrar «{title}».</p>
      <p className="tenue">
        {failedCall ? explain(error) : 'La página no supo dibujar los datos recibidos.'}
        {Sentry.isEnabled() && ' El fallo se comunicó a Sentry.'}
      </p>
      <button type="button" onClick={retry} aria-disabled={trying}>
        {trying ? 'Reintentando…' : 'Reintentar'}
      </button>
    </div>
  );
}

async function refetchFailed(client: QueryClient, panel: string): Promise<boolean> {
  const failed = client
    .getQueryCache()
    .findAll({ predicate: (query) => query.meta?.panel === panel && query.state.status === 'error' });
  const results = await Promise.allSettled(failed.map((query) => query.fetch()));
  return results.every((result) => result.status === 'fulfilled');
}

function explain({ endpoint, status, problem }: ApiError): string {
  const reason = problem.detail ?? problem.title;
  return `${endpoint} respondió ${status}${reason ? `: ${reason}` : ''}.`;
}
