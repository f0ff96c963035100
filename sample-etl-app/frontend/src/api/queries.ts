import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import { call } from './client';
import { ApiError, KeyRequired } from './errors';
import { apiReports } from './reports';
import { atMost } from './throttle';
import type {
  Connectivity,
  CronStatus,
  Ejecucion,
  Gap,
  GapRequest,
  Metrica,
  MonitorHistory,
  MonitorList,
} from './types';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { panel: string; endpoint: string };
  }
}

/** How long a panel keeps showing its last data while the server answers with errors. */
const GRACE_MS = 15_000;
const RECONNECT_MS = 2_000;
const SECOND = 1_000;

export function createQueryClient(): QueryClient {
  const failingSince = new Map<string, number>();
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (!failingSince.has(query.queryHash)) failingSince.set(query.queryHash, query.state.errorUpdatedAt);
        apiReports.failed(error, query.meta?.panel ?? 'pagina');
      },
      onSuccess: (_, query) => {
        failingSince.delete(query.queryHash);
        apiReports.succeeded(query.meta?.endpoint ?? '');
      },
    }),
    defaultOptions: {
      queries: {
        // The interval is the retry; the last data stay meanwhile.
        retry: false,
        networkMode: 'always',
        throwOnError: (error, { queryHash, state }) =>
          belongsInBoundary(error, state.data, state.errorUpdatedAt - (failingSince.get(queryHash) ?? Number.POSITIVE_INFINITY)),
      },
    },
  });
}

/**
 * A server that is away, or wants a key, is not an error of the panel. One that answers with errors is: at once where
 * there is nothing to show, else when it lasts (applications that stop answer 500 for a moment, too).
 */
export function belongsInBoundary(error: Error, data: unknown, failingMs: number): boolean {
  if (!(error instanceof ApiError)) return false;
  return data === undefined || failingMs > GRACE_MS;
}

export function every(seconds: number) {
  return (query: { state: { error: Error | null } }) => {
    if (query.state.error instanceof KeyRequired) return false;
    return query.state.error ? RECONNECT_MS : seconds * SECOND;
  };
}

const isObject = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && !Array.isArray(body);
const isArray = <T>(body: unknown): body is T[] => Array.isArray(body);

export const monitorsQuery = queryOptions({
  queryKey: ['monitors'],
  queryFn: ({ signal }) =>
    call<MonitorList>(
      { path: 'actuator/monitors', endpoint: 'GET /actuator/monitors', signal },
      (body): body is MonitorList =>
        isObject(body) &&
        isArray(body.monitors) &&
        body.monitors.every(isObject) &&
        [body.summary, body.delivery, body.page].every(isObject),
    ),
  refetchInterval: every(5),
  // The title of a tab is for those who look at another.
  refetchIntervalInBackground: true,
  meta: { panel: 'monitores', endpoint: 'GET /actuator/monitors' },
});

const oneOfThree = atMost(3);

/** Asked again when the list shows that something happened, not by the clock. */
export const historyQuery = (slug: string) =>
  queryOptions({
    queryKey: ['historia', slug],
    queryFn: ({ signal }) =>
      oneOfThree(() =>
        call<MonitorHistory>(
          {
            path: `actuator/monitors/${encodeURIComponent(slug)}`,
            endpoint: 'GET /actuator/monitors/{slug}',
            signal,
          },
          (body): body is MonitorHistory => isObject(body) && isArray(body.history),
        ),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: (query) => (query.state.error ? 5 * RECONNECT_MS : false),
    // One row without its history is a hole in the row, not in the panel.
    throwOnError: false,
    meta: { panel: 'monitores', endpoint: 'GET /actuator/monitors/{slug}' },
  });

export interface EjecucionesFilter {
  etl_tipo?: string | undefined;
  ubicacion_id?: string | undefined;
  modo?: string | undefined;
  estado?: string | undefined;
  limite: number;
}

const TRACKING = 'api/etl/tracking';

function tracking<T>(
  name: string,
  panel: string,
  seconds: number,
  query: Record<string, string | number | undefined>,
) {
  const endpoint = `GET /${TRACKING}/${name}`;
  return queryOptions({
    queryKey: [name, query],
    queryFn: ({ signal }) =>
      call<T[]>({ path: `${TRACKING}/${name}`, endpoint, query, signal }, (body): body is T[] =>
        isArray(body),
      ),
    refetchInterval: every(seconds),
    meta: { panel, endpoint },
  });
}

export const ejecucionesQuery = (filter: EjecucionesFilter) =>
  tracking<Ejecucion>('ejecuciones', 'ejecuciones', 4, { ...filter });

export const gapsQuery = (max_horas: number) => tracking<Gap>('gaps', 'gaps', 10, { max_horas });

export const metricasQuery = (dias: number, etl_tipo: string) =>
  tracking<Metrica>('metricas', 'fiabilidad', 60, { dias, etl_tipo });

export const cronStatusQuery = tracking<CronStatus>('cron/status', 'cron', 20, {});

export const connectivityQuery = queryOptions({
  queryKey: ['connectivity'],
  queryFn: ({ signal }) =>
    call<Connectivity>(
      { path: `${TRACKING}/connectivity/klk`, endpoint: `GET /${TRACKING}/connectivity/klk`, signal },
      (body): body is Connectivity => isObject(body),
    ),
  refetchInterval: every(30),
  meta: { panel: 'conectividad', endpoint: `GET /${TRACKING}/connectivity/klk` },
});

export interface Accepted {
  id: number | string;
}

export const RECUPERAR = `POST /${TRACKING}/recuperar-gap`;

export function recuperarGap(body: GapRequest): Promise<Accepted> {
  return call<Accepted>(
    { path: `${TRACKING}/recuperar-gap`, endpoint: RECUPERAR, method: 'POST', body },
    (answer): answer is Accepted => isObject(answer) && answer.id !== undefined,
  );
}
