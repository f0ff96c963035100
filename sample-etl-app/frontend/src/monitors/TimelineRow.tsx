import { memo, useMemo } from 'react';
import type { Monitor } from '../api/types';
import { Instant } from '../time/Instant';
import { zoneName } from '../time/zone';
import { cellText } from './describe';
import { failingOf } from './failing';
import { Mark } from './Mark';
import { RowDetails } from './RowDetails';
import { type Cell, cellsOf, percent, runsOf, type Scale } from './scale';
import { CHECK_IN_LABEL, MONITOR_LABEL } from './statuses';
import type { Unfolded } from './Timeline';
import type { Tip } from './Tooltip';
import { Track } from './Track';
import type { RowHistory } from './useHistories';

interface Props {
  monitor: Monitor;
  history: RowHistory | undefined;
  scale: Scale;
  first: boolean;
  unfolded: Unfolded | null;
  onToggle: (slug: string, cell: Cell | null) => void;
  onTip: (tip: Tip | null) => void;
}

const NOTHING: RowHistory = { entries: [], state: 'loading' };

export const TimelineRow = memo(function TimelineRow(props: Props) {
  const { monitor, history = NOTHING, scale, unfolded } = props;
  const zone = monitor.schedule?.timezone ?? scale.zone;
  const runs = useMemo(() => runsOf(history.entries, scale), [history.entries, scale]);
  const cells = useMemo(() => cellsOf(runs, scale), [runs, scale]);
  const shown = unfolded && (cells.find(({ from }) => from === unfolded.cell) ?? null);
  return (
    <>
      <div role="row" data-fila data-slug={monitor.slug} className={`fila ${monitor.incident ? 'fila-incidente' : ''}`}>
        <RowHeader {...props} zone={zone} />
        <div className="fila-pista">
          <Track monitor={monitor} history={history} runs={runs} scale={scale} />
          {cells.map((cell) => (
            <CellButton key={cell.from} {...props} cell={cell} zone={zone} />
          ))}
        </div>
      </div>
      {unfolded && (unfolded.cell === null || shown) && (
        <div role="row" className="fila-detalle">
          <div role="gridcell">
            <RowDetails monitor={monitor} cell={shown} zone={zone} />
          </div>
        </div>
      )}
    </>
  );
});

function RowHeader({ monitor, history, scale, zone, first, unfolded, onToggle }: Props & { zone: string }) {
  const failing = failingOf(monitor, history?.state === 'known' ? history.entries : undefined);
  // No threshold makes a failure good news.
  const belowThreshold = failing !== null && monitor.status !== 'error';
  const said = belowThreshold
    ? `Última: ${CHECK_IN_LABEL[failing.last.status].toLowerCase()}`
    : MONITOR_LABEL[monitor.status];
  const next = monitor.nextCheckIn ? Date.parse(monitor.nextCheckIn) : null;
  return (
    <div role="rowheader" className="fila-cabecera">
      <button
        type="button"
        className="fila-nombre"
        aria-label={`${said}: ${monitor.name} ${monitor.key ?? ''}`.trim()}
        data-parada="-1"
        tabIndex={first ? 0 : -1}
        aria-expanded={unfolded !== null && unfolded.cell === null}
        onClick={() => onToggle(monitor.slug, null)}
      >
        <Mark status={belowThreshold ? failing.last.status : monitor.status} />
        <span className="nombre">{monitor.name}</span>{' '}
        {monitor.key && <span className="llave">{monitor.key}</span>}
      </button>
      <p className="fila-proxima">
        {zone !== scale.zone && <span className="insignia">{zoneName(zone)}</span>}
        {failing && <span className="fallando">{CHECK_IN_LABEL[failing.last.status].toLowerCase()} · </span>}
        {monitor.running > 0 && <span className="en-curso">en curso · </span>}
        {next === null ? (
          'sin horario'
        ) : (
          <>
            próx. <Instant at={next} zone={zone} />
          </>
        )}
      </p>
    </div>
  );
}

function CellButton({
  monitor,
  scale,
  unfolded,
  onToggle,
  onTip,
  cell,
  zone,
}: Props & { cell: Cell; zone: string }) {
  const left = percent(scale, cell.from);
  const show = (element: HTMLElement) =>
    onTip({ cell, monitor, zone, anchor: element.getBoundingClientRect() });
  return (
    <div
      role="gridcell"
      className="celda"
      style={{ left: `${left}%`, width: `${percent(scale, cell.to) - left}%` }}
    >
      <button
        type="button"
        data-parada={left}
        tabIndex={-1}
        aria-label={cellText(cell, zone)}
        aria-expanded={unfolded?.cell === cell.from}
        onClick={() => onToggle(monitor.slug, cell)}
        onMouseEnter={(event) => show(event.currentTarget)}
        onMouseLeave={() => onTip(null)}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && show(event.currentTarget)}
        onBlur={() => onTip(null)}
      />
    </div>
  );
}
