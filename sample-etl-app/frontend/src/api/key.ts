import { useSyncExternalStore } from 'react';

const STORED_AS = 'etl.clave-api';
const listeners = new Set<() => void>();

/** Lives as long as the tab: a key does not belong on the disk of a shared machine. */
export function apiKey(): string | null {
  return sessionStorage.getItem(STORED_AS);
}

export function setApiKey(key: string | null): void {
  if (key) {
    sessionStorage.setItem(STORED_AS, key);
  } else {
    sessionStorage.removeItem(STORED_AS);
  }
  for (const listener of listeners) listener();
}

export function useApiKey(): string | null {
  return useSyncExternalStore(subscribe, apiKey);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
