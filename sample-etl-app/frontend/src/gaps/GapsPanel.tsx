import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useState } from 'react';
import { gapsQuery } from '../api/queries';
import type { Gap } from '../api/types';
import { Loaded } from '../panel/Loaded';
import { Panel } from '../panel/Panel';
import { Rest } from '../panel/Rest';
import { Choice } from '../shell/Choice';
import { GapsTable } from './GapsTable';
import { RecoverDialog } from './RecoverDialog';
import { RecoveryResults } from './RecoveryResults';
import { type Recoveries, useRecoveries } from './useRecoveries';

const SPANS = [
  { id: '24', label: '24 h' },
  { id: '168', label: '7 días' },
  { id: '720', label: '30 días' },
] as const;

const HOURS = parseAsStringLiteral(SPANS.map(({ id }) => id))
  .withDefault('168')
  .withOptions({ history: 'push' });

export function GapsPanel({ zone }: { zone: string }) {
  // Outside the boundary: a recovery goes on while the panel has a bad moment.
  const recoveries = useRecoveries();
  return (
    <Panel id="gaps" title="Gaps">
      <Gaps zone={zone} recoveries={recoveries} />
    </Panel>
  );
}

function Gaps({ zone, recoveries }: { zone: string; recoveries: Recoveries }) {
  const [hours, setHours] = useQueryState('gaps', HOURS);
  const [chosen, setChosen] = useState<Gap | null>(null);
  const query = useQuery({ ...gapsQuery(Number(hours)), placeholderData: keepPreviousData });

  function confirm(gap: Gap) {
    recoveries.recover(gap);
    setChosen(null);
  }

  return (
    <>
      <div className="mandos">
        <p className="resumen">{query.data && <Count gaps={query.data} />}</p>
        <Choice label="Buscar gaps de los últimos" options={SPANS} value={hours} onChange={setHours} />
      </div>
      <RecoveryResults recoveries={recoveries} />
      <Loaded query={query} rows={4}>
        {(gaps) => (
          <Rest items={gaps} name="todos los gaps">
            {(shown) => <GapsTable gaps={shown} zone={zone} recoveries={recoveries} onRecover={setChosen} />}
          </Rest>
        )}
      </Loaded>
      {chosen && (
        <RecoverDialog gap={chosen} onConfirm={() => confirm(chosen)} onClose={() => setChosen(null)} />
      )}
    </>
  );
}

function Count({ gaps }: { gaps: readonly Gap[] }) {
  if (gaps.length === 0) return 'Ningún gap abierto';
  const stores = new Set(gaps.map(({ ubicacion_id }) => ubicacion_id)).size;
  return (
    <>
      <strong>
        {gaps.length} {gaps.length === 1 ? 'gap abierto' : 'gaps abiertos'}
      </strong>{' '}
      en {stores} {stores === 1 ? 'tienda' : 'tiendas'}, los más antiguos primero
    </>
  );
}
