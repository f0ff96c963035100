import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { lazy, Suspense } from 'react';
import { metricasQuery } from '../api/queries';
import { type Metrica, TIPOS } from '../api/types';
import { Loaded } from '../panel/Loaded';
import { Panel } from '../panel/Panel';
import { Rest } from '../panel/Rest';
import { Choice } from '../shell/Choice';
import { Select } from '../shell/Select';
import { StoresTable } from './StoresTable';
import { leastReliableFirst, totalsBy } from './totals';

// The charts' library is most of the page: what is looked at first does not wait for it.
const Charts = lazy(() => import('./Charts'));

const SPANS = [
  { id: '7', label: '7 días' },
  { id: '30', label: '30 días' },
  { id: '90', label: '90 días' },
] as const;

const CHOICE = {
  days: parseAsStringLiteral(SPANS.map(({ id }) => id)).withDefault('7'),
  tipo: parseAsStringLiteral(TIPOS).withDefault('ventas'),
  store: parseAsString.withDefault(''),
};

/** Beside the filters of the executions, which have an ETL and a store of their own. */
const IN_ADDRESS = { days: 'dias', tipo: 'fiabilidad', store: 'fiabilidad_tienda' };

export function ReliabilityPanel() {
  return (
    <Panel id="fiabilidad" title="Fiabilidad por tienda">
      <Reliability />
    </Panel>
  );
}

function Reliability() {
  const [{ days, tipo, store }, choose] = useQueryStates(CHOICE, { history: 'push', urlKeys: IN_ADDRESS });
  const query = useQuery({ ...metricasQuery(Number(days), tipo), placeholderData: keepPreviousData });
  return (
    <>
      <div className="mandos">
        <Select
          label="ETL"
          value={tipo}
          onChange={(value) => choose({ tipo: TIPOS.find((one) => one === value) ?? null })}
          options={TIPOS.map((one) => [one, one] as const)}
        />
        <Select
          label="Tienda"
          value={store}
          onChange={(value) => choose({ store: value || null })}
          options={storeOptions(query.data ?? [], store)}
        />
        <Choice label="Periodo" options={SPANS} value={days} onChange={(value) => choose({ days: value })} />
      </div>
      <Loaded query={query} rows={8}>
        {(metricas) => <Content metricas={metricas} store={store} onStore={(value) => choose({ store: value || null })} />}
      </Loaded>
    </>
  );
}

interface ContentProps {
  metricas: readonly Metrica[];
  store: string;
  onStore: (store: string) => void;
}

function Content({ metricas, store, onStore }: ContentProps) {
  if (metricas.length === 0) return <p className="tenue vacio">Ninguna ejecución en este periodo.</p>;
  const own = store ? metricas.filter(({ ubicacion_id }) => ubicacion_id === store) : metricas;
  return (
    <div className="fiabilidad">
      <Suspense fallback={<div className="graficos espera" aria-busy="true" />}>
        <Charts days={totalsBy(own, 'fecha')} about={store || 'todas las tiendas'} />
      </Suspense>
      <div className="tiendas">
        <Rest items={leastReliableFirst(totalsBy(metricas, 'ubicacion_id'))} name="todas las tiendas">
          {(shown) => <StoresTable stores={shown} chosen={store} onChoose={onStore} />}
        </Rest>
      </div>
    </div>
  );
}

function storeOptions(metricas: readonly Metrica[], chosen: string): (readonly [string, string])[] {
  const stores = new Set(metricas.map(({ ubicacion_id }) => ubicacion_id));
  if (chosen) stores.add(chosen);
  return [['', 'todas'], ...[...stores].sort().map((store) => [store, store] as const)];
}
