import { type Query, type QueryCache, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { Unreachable } from '../api/errors';
import { useNow } from '../time/now';

export interface Connection {
  /** The panels whose questions get no answer; all of them: the server is away. */
  away: readonly string[];
  /** The panels whose questions are taking long. */
  slow: readonly string[];
  /** Whether others are still answered. */
  partly: boolean;
  /** When the newest data arrived, or the oldest of those that no longer arrive; 0 before the first. */
  dataOf: number;
}

export function useConnection(): Connection {
  const cache = useQueryClient().getQueryCache();
  const [asked] = useState(() => new WeakMap<Query, number>());
  const subscribe = useCallback(
    (listener: () => void) =>
      cache.subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'fetch') asked.set(event.query, Date.now());
        listener();
      }),
    [cache, asked],
  );
  // No event tells that there is still no answer.
  useNow(1_000);
  // As a string: the store compares by identity.
  return JSON.parse(useSyncExternalStore(subscribe, () => JSON.stringify(summary(cache, asked)))) as Connection;
}

/** Longer than any answer takes that is on its way; the call itself gives up much later. */
const SLOW_MS = 5_000;

function summary(cache: QueryCache, begun: WeakMap<Query, number>): Connection {
  // A row without its history says so itself.
  const asked = cache.getAll().filter((query) => query.isActive() && query.queryKey[0] !== 'historia');
  const silent = asked.filter(({ state }) => state.error instanceof Unreachable);
  const slow = asked.filter(
    (query) =>
      query.state.fetchStatus === 'fetching' && Date.now() - (begun.get(query) ?? Number.POSITIVE_INFINITY) > SLOW_MS,
  );
  const newest = newestOf(asked);
  return {
    away: panelsOf(silent),
    slow: panelsOf(slow),
    partly: newest - newestOf(silent) > SEVERAL_ROUNDS_MS,
    dataOf: silent.length > 0 ? Math.min(...silent.map(({ state }) => state.dataUpdatedAt)) : newest,
  };
}

/** When a server goes, its last answers lie this close together at most. */
const SEVERAL_ROUNDS_MS = 10_000;

function panelsOf(queries: readonly Query[]): string[] {
  return [...new Set(queries.map(({ meta }) => meta?.panel ?? 'pagina'))];
}

function newestOf(queries: readonly Query[]): number {
  return Math.max(0, ...queries.map(({ state }) => state.dataUpdatedAt));
}
