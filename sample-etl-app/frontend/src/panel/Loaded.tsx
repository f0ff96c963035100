import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { KeyRequired } from '../api/errors';
import { KeyNeeded } from '../shell/KeyNeeded';

interface Props<T> {
  query: UseQueryResult<T>;
  /** Height to keep free, so that nothing jumps when the data come. */
  rows?: number;
  children: (data: T) => ReactNode;
}

/** Shows the last data there are; before the first, a quiet place for them. */
export function Loaded<T>({ query, rows = 4, children }: Props<T>) {
  const locked = query.error instanceof KeyRequired;
  if (query.data !== undefined) {
    return (
      <>
        {locked && <KeyNeeded />}
        {children(query.data)}
      </>
    );
  }
  if (locked) return <KeyNeeded />;
  return (
    <div className="espera" aria-busy="true">
      <p className="tenue">{query.error ? 'Esperando al servidor…' : 'Cargando…'}</p>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="espera-fila" />
      ))}
    </div>
  );
}
