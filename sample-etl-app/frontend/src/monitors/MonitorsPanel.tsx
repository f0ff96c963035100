import { useQuery } from '@tanstack/react-query';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { monitorsQuery } from '../api/queries';
import type { MonitorList } from '../api/types';
import { Loaded } from '../panel/Loaded';
import { Panel } from '../panel/Panel';
import { Rest } from '../panel/Rest';
import { Choice } from '../shell/Choice';
import { type Failing, useFailing } from './failing';
import { Incidents } from './Incidents';
import { Legend } from './Legend';
import { inOrder } from './order';
import { RANGES, type Range } from './scale';
import { Timeline } from './Timeline';
import { type RowHistory, useHistories } from './useHistories';

export function MonitorsPanel({ zone }: { zone: string }) {
  return (
    <Panel id="monitores" title="Monitores">
      <Monitors zone={zone} />
    </Panel>
  );
}

function Monitors({ zone }: { zone: string }) {
  const query = useQuery(monitorsQuery);
  return (
    <Loaded query={query} rows={7}>
      {(list) => <Shown list={list} zone={zone} />}
    </Loaded>
  );
}

const SHORTEST_FIRST = [...RANGES].sort((a, b) => a.length - b.length);

const PERIOD = parseAsStringLiteral(RANGES.map(({ id }) => id)).withOptions({ history: 'push' });

function Shown({ list, zone }: { list: MonitorList; zone: string }) {
  const failing = useFailing(list.monitors);
  const histories = useHistories(list.monitors);
  const [chosen, setChosen] = useQueryState('periodo', PERIOD);
  const range = RANGES.find(({ id }) => id === chosen) ?? fitting([...histories.values()], Date.now());
  return (
    <>
      <div className="mandos">
        <Summary list={list} failing={failing} />
        <Choice
          label="Periodo"
          options={SHORTEST_FIRST}
          value={range.id}
          onChange={setChosen}
        />
      </div>
      <Incidents monitors={list.monitors} failing={failing} zone={zone} />
      <Rest items={inOrder(list.monitors, failing)} name="todos los monitores">
        {(shown) => <Timeline monitors={shown} histories={histories} range={range} zone={zone} />}
      </Rest>
      <Legend />
      {list.page.total > list.monitors.length && (
        <p className="tenue">
          Se muestran {list.monitors.length} de {list.page.total} monitores.
        </p>
      )}
    </>
  );
}

/** A day; of an application that has not run that long, the hours in which there is something to see. */
function fitting(histories: readonly RowHistory[], now: number): Range {
  const starts = histories.flatMap(({ entries }) => entries.map(({ startedAt }) => Date.parse(startedAt)));
  const known = histories.every(({ state }) => state !== 'loading') && starts.length > 0;
  const first = Math.min(...starts);
  return (
    SHORTEST_FIRST.find(({ length }) => known && length < RANGES[0].length && first > now - length) ?? RANGES[0]
  );
}

function Summary({ list: { summary }, failing }: { list: MonitorList; failing: readonly Failing[] }) {
  const unwell = failing.filter(({ monitor }) => monitor.status === 'ok').length;
  const parts = [
    `${summary.ok - unwell} en orden`,
    unwell > 0 && `${unwell} con la última fallida`,
    summary.error > 0 && `${summary.error} con error`,
    summary.active > 0 && `${summary.active} sin decidir`,
    summary.disabled > 0 && `${summary.disabled} ${summary.disabled === 1 ? 'desactivado' : 'desactivados'}`,
    summary.running > 0 && `${summary.running} en curso`,
  ].filter(Boolean);
  return (
    <p className="resumen">
      <strong>
        {summary.total} {summary.total === 1 ? 'monitor' : 'monitores'}
      </strong>
      : {parts.join(', ')}
    </p>
  );
}
