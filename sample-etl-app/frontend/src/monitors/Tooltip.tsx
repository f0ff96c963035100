import { useLayoutEffect, useRef, useState } from 'react';
import type { Monitor } from '../api/types';
import { duration } from '../time/duration';
import { Instant } from '../time/Instant';
import { counts, span } from './describe';
import { Mark } from './Mark';
import type { Cell } from './scale';
import { CHECK_IN_LABEL, severity } from './statuses';

export interface Tip {
  cell: Cell;
  monitor: Monitor;
  zone: string;
  anchor: DOMRect;
}

const MOST_SHOWN = 4;
const GAP = 6;

/** Details beside the pointer or the focus. For the eye: the cell's own name says the same. */
export function Tooltip({ tip, onTip }: { tip: Tip; onTip: (tip: Tip | null) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  const { cell, monitor, zone, anchor } = tip;

  useLayoutEffect(() => {
    const size = box.current?.getBoundingClientRect();
    if (size) setPlace(beside(anchor, size));
  }, [anchor]);

  // The anchor moves away under it.
  useLayoutEffect(() => {
    const hide = () => onTip(null);
    globalThis.addEventListener('scroll', hide, { passive: true, capture: true });
    return () => globalThis.removeEventListener('scroll', hide, { capture: true });
  }, [onTip]);

  const worstFirst = [...cell.runs].sort(
    (a, b) => severity(b.entry.status) - severity(a.entry.status) || b.start - a.start,
  );
  return (
    <div ref={box} className="globo" style={place} aria-hidden="true">
      <p className="globo-titulo">
        {monitor.name}
        {monitor.key && <span className="llave">{monitor.key}</span>}
      </p>
      {cell.runs.length > 1 && (
        <p className="tenue">
          {span(cell, zone)}: {counts(cell.runs)}
        </p>
      )}
      <ul>
        {worstFirst.slice(0, MOST_SHOWN).map(({ id, start, entry }) => (
          <li key={id}>
            <Mark status={entry.status} />
            <span>
              {CHECK_IN_LABEL[entry.status]} · <Instant at={start} zone={zone} />
              {entry.duration !== null && ` · ${duration(entry.duration)}`}
              {entry.message && <span className="globo-mensaje">{entry.message}</span>}
            </span>
          </li>
        ))}
      </ul>
      {cell.runs.length > MOST_SHOWN && <p className="tenue">y {cell.runs.length - MOST_SHOWN} más</p>}
      <p className="tenue globo-pie">Clic o Intro: todo</p>
    </div>
  );
}

function beside(anchor: DOMRect, { width, height }: DOMRect): { left: number; top: number } {
  const centred = anchor.left + anchor.width / 2 - width / 2;
  const left = Math.max(8, Math.min(centred, globalThis.innerWidth - width - 8));
  const above = anchor.top - height - GAP;
  return { left, top: above >= 8 ? above : anchor.bottom + GAP };
}
