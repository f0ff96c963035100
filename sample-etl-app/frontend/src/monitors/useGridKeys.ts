import { type KeyboardEvent, useCallback, useRef } from 'react';

const MOVES: Record<string, [rows: number, stops: number]> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

/**
 * One tab stop for the whole grid, arrows inside. Up and down keep the place in time: the nearest stop of the other row.
 */
export function useGridKeys() {
  const grid = useRef<HTMLDivElement>(null);

  const onKeyDown = useCallback((event: KeyboardEvent) => {
    const move = MOVES[event.key];
    const from = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-parada]') : null;
    if (!move || !from || !grid.current || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = neighbour(grid.current, from, move);
    if (!to) return;
    event.preventDefault();
    to.focus();
  }, []);

  const onFocus = useCallback((event: { target: EventTarget }) => {
    const stop = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-parada]') : null;
    if (!stop || !grid.current) return;
    for (const other of grid.current.querySelectorAll<HTMLElement>('[data-parada][tabindex="0"]')) {
      other.tabIndex = -1;
    }
    stop.tabIndex = 0;
  }, []);

  return { grid, onKeyDown, onFocus };
}

function neighbour(
  grid: HTMLElement,
  from: HTMLElement,
  [rows, along]: [number, number],
): HTMLElement | null {
  const row = from.closest('[data-fila]');
  if (!row) return null;
  if (rows === 0) {
    const all = stops(row);
    const index = Math.min(all.length - 1, Math.max(0, all.indexOf(from) + along));
    return all[index] ?? null;
  }
  const allRows = [...grid.querySelectorAll('[data-fila]')];
  const other = allRows[allRows.indexOf(row) + rows];
  return other ? nearest(stops(other), from) : null;
}

function stops(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('[data-parada]')];
}

function nearest(candidates: HTMLElement[], from: HTMLElement): HTMLElement | null {
  const wanted = Number(from.dataset.parada);
  const distance = (stop: HTMLElement) => Math.abs(Number(stop.dataset.parada) - wanted);
  return candidates.reduce<HTMLElement | null>(
    (best, stop) => (best && distance(best) <= distance(stop) ? best : stop),
    null,
  );
}
