import { type ReactNode, useState } from 'react';

/** So many rows are read; hundreds are scrolled past, and on a telephone they are the whole day. */
const FIRST = 40;

interface Props<T> {
  /** What matters most first. */
  items: readonly T[];
  /** What all of them are called: `todos los monitores`. */
  name: string;
  children: (shown: readonly T[]) => ReactNode;
}

/** The first of many, and all of them for who asks. */
export function Rest<T>({ items, name, children }: Props<T>) {
  const [all, setAll] = useState(false);
  const hidden = items.length - FIRST;
  // Two more are no longer than the button.
  if (hidden <= 2) return children(items);
  return (
    <>
      {children(all ? items : items.slice(0, FIRST))}
      <button type="button" className="resto" aria-expanded={all} onClick={() => setAll(!all)}>
        {all ? 'Mostrar menos' : `Mostrar ${name} (${items.length})`}
      </button>
    </>
  );
}
