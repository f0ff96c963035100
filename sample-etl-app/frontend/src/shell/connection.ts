import { type QueryCache, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { Unreachable } from '../api/errors';

export interface Connection {
  reconnecting: boolean;
  /** When the newest data arrived; 0 before the first. */
  lastAnswer: number;
}

export function useConnection(): Connection {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback((listener: () => void) => cache.subscribe(listener), [cache]);
  // As a string: the store compares by identity.
  const state = useSyncExternalStore(subscribe, () => summary(cache));
  const [lastAnswer, reconnecting] = state.split(':').map(Number);
  return { reconnecting: reconnecting === 1, lastAnswer: lastAnswer ?? 0 };
}

function summary(cache: QueryCache): string {
  const queries = cache.getAll();
  const last = Math.max(0, ...queries.map(({ state }) => state.dataUpdatedAt));
  // Nobody answers: an answer that came after a query's failure means that the server is back.
  const away = queries.some(
    ({ state }) => state.error instanceof Unreachable && state.errorUpdatedAt >= last,
  );
  return `${last}:${away ? 1 : 0}`;
}
