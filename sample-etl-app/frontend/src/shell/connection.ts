import { type Query, type QueryCache, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { Unreachable } from '../api/errors';

export interface Connection {
  /** The panels whose questions get no answer; all of them: the server is away. */
  away: readonly string[];
  /** Whether others are still answered. */
  partly: boolean;
  /** When the newest data arrived, or the oldest of those that no longer arrive; 0 before the first. */
  dataOf: number;
}

export function useConnection(): Connection {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback((listener: () => void) => cache.subscribe(listener), [cache]);
  // As a string: the store compares by identity.
  return JSON.parse(useSyncExternalStore(subscribe, () => JSON.stringify(summary(cache)))) as Connection;
}

function summary(cache: QueryCache): Connection {
  // A row without its history says so itself.
  const asked = cache.getAll().filter((query) => query.isActive() && query.queryKey[0] !== 'historia');
  const silent = asked.filter(({ state }) => state.error instanceof Unreachable);
  const newest = newestOf(asked);
  return {
    away: [...new Set(silent.map(({ meta }) => meta?.panel ?? 'pagina'))],
    partly: newest - newestOf(silent) > SEVERAL_ROUNDS_MS,
    dataOf: silent.length > 0 ? Math.min(...silent.map(({ state }) => state.dataUpdatedAt)) : newest,
  };
}

/** When a server goes, its last answers lie this close together at most. */
const SEVERAL_ROUNDS_MS = 10_000;

function newestOf(queries: readonly Query[]): number {
  return Math.max(0, ...queries.map(({ state }) => state.dataUpdatedAt));
}
