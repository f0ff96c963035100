import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Monitor } from '../api/types';
import { useNow } from '../time/now';
import { Axis } from './Axis';
import { commonZone } from './order';
import { type Cell, type Range, scaleOf } from './scale';
import { TimelineRow } from './TimelineRow';
import { type Tip, Tooltip } from './Tooltip';
import { useGridKeys } from './useGridKeys';
import type { RowHistory } from './useHistories';
import { useWidth } from './useWidth';

interface Props {
  /** In the order of the rows. */
  monitors: readonly Monitor[];
  histories: ReadonlyMap<string, RowHistory>;
  range: Range;
  zone: string;
}

/** Which row is unfolded, and whether it shows the monitor or one cell of it. */
export interface Unfolded {
  slug: string;
  cell: number | null;
}

export function Timeline({ monitors, histories, range, zone }: Props) {
  const now = useNow(10_000);
  const track = useRef<HTMLDivElement>(null);
  const width = useWidth(track, 900);
  const scale = scaleOf(range, now, commonZone(monitors, zone), width);
  const [unfolded, setUnfolded] = useState<Unfolded | null>(null);
  const [tip, setTip] = useState<Tip | null>(null);
  const { grid, onKeyDown, onFocus } = useGridKeys();

  // The cell that was the tab stop may have moved out of sight.
  useLayoutEffect(() => {
    const root = grid.current;
    if (!root || root.querySelector('[data-parada][tabindex="0"]')) return;
    root.querySelector<HTMLElement>('[data-parada]')?.setAttribute('tabindex', '0');
  });

  const toggle = useCallback((slug: string, cell: Cell | null) => {
    const from = cell?.from ?? null;
    setTip(null);
    setUnfolded((before) => (before?.slug === slug && before.cell === from ? null : { slug, cell: from }));
  }, []);

  if (monitors.length === 0) return <p className="tenue vacio">La aplicación no tiene monitores.</p>;
  return (
    <div className="cronologia">
      <Axis scale={scale} width={width} track={track} />
      <div
        ref={grid}
        role="grid"
        aria-label={`Ejecuciones por monitor, últimas ${range.label}`}
        tabIndex={-1}
        onKeyDown={(event) => (event.key === 'Escape' ? setTip(null) : onKeyDown(event))}
        onFocus={onFocus}
      >
        {monitors.map((monitor, index) => (
          <TimelineRow
            key={monitor.slug}
            monitor={monitor}
            history={histories.get(monitor.slug)}
            scale={scale}
            first={index === 0}
            unfolded={unfolded?.slug === monitor.slug ? unfolded : null}
            onToggle={toggle}
            onTip={setTip}
          />
        ))}
      </div>
      {tip && <Tooltip tip={tip} onTip={setTip} />}
    </div>
  );
}
