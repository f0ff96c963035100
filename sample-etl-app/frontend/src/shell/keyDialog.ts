import { useSyncExternalStore } from 'react';

/** Whether the dialog that asks for the key is open: any panel may need it. */
let open = false;
const listeners = new Set<() => void>();

export function askForKey(): void {
  show(true);
}

export function closeKeyDialog(): void {
  show(false);
}

export function useKeyDialogOpen(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}

function show(value: boolean): void {
  open = value;
  for (const listener of listeners) listener();
}
