import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { monitorsQuery } from '../api/queries';
import type { MonitorList } from '../api/types';
import { Loaded } from '../panel/Loaded';
import { Panel } from '../panel/Panel';
import { Choice } from '../shell/Choice';
import { Incidents } from './Incidents';
import { Legend } from './Legend';
import { inOrder } from './order';
import { RANGES } from './scale';
import { Timeline } from './Timeline';

export function MonitorsPanel({ zone }: { zone: string }) {
  return (
    <Panel id="monitores" title="Monitores">
      <Monitors zone={zone} />
    </Panel>
  );
}

function Monitors({ zone }: { zone: string }) {
  const query = useQuery(monitorsQuery);
  const [range, setRange] = useState(RANGES[0]);
  return (
    <Loaded query={query} rows={7}>
      {(list) => (
        <>
          <div className="mandos">
            <Summary list={list} />
            <Choice
              label="Periodo"
              options={RANGES}
              value={range.id}
              onChange={(id) => setRange(RANGES.find((one) => one.id === id) ?? RANGES[0])}
            />
          </div>
          <Incidents monitors={list.monitors} zone={zone} />
          <Timeline monitors={inOrder(list.monitors)} range={range} zone={zone} />
          <Legend />
          {list.page.total > list.monitors.length && (
            <p className="tenue">
              Se muestran {list.monitors.length} de {list.page.total} monitores.
            </p>
          )}
        </>
      )}
    </Loaded>
  );
}

function Summary({ list: { summary } }: { list: MonitorList }) {
  const parts = [
    `${summary.ok} en orden`,
    summary.error > 0 && `${summary.error} con error`,
    summary.active > 0 && `${summary.active} sin decidir`,
    summary.disabled > 0 && `${summary.disabled} desactivados`,
    summary.running > 0 && `${summary.running} en curso`,
  ].filter(Boolean);
  return (
    <p className="resumen">
      <strong>{summary.total} monitores</strong>: {parts.join(', ')}
    </p>
  );
}
