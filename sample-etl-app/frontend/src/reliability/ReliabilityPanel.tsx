import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { metricasQuery } from '../api/queries';
import type { Metrica } from '../api/types';
import { Loaded } from '../panel/Loaded';
import { Panel } from '../panel/Panel';
import { Choice } from '../shell/Choice';
import { Select } from '../shell/Select';
import { StoresTable } from './StoresTable';
import { totalsBy } from './totals';

// The charts' library is most of the page: what is looked at first does not wait for it.
const Charts = lazy(() => import('./Charts'));

const SPANS = [
  { id: '7', label: '7 días' },
  { id: '30', label: '30 días' },
  { id: '90', label: '90 días' },
] as const;

export function ReliabilityPanel() {
  return (
    <Panel id="fiabilidad" title="Fiabilidad por tienda">
      <Reliability />
    </Panel>
  );
}

function Reliability() {
  const [days, setDays] = useState('7');
  const [tipo, setTipo] = useState('ventas');
  const [store, setStore] = useState('');
  const query = useQuery({ ...metricasQuery(Number(days), tipo), placeholderData: keepPreviousData });
  return (
    <>
      <div className="mandos">
        <Select
          label="ETL"
          value={tipo}
          onChange={setTipo}
          options={[
            ['ventas', 'ventas'],
            ['inventario', 'inventario'],
          ]}
        />
        <Select
          label="Tienda"
          value={store}
          onChange={setStore}
          options={storeOptions(query.data ?? [], store)}
        />
        <Choice label="Periodo" options={SPANS} value={days} onChange={setDays} />
      </div>
      <Loaded query={query} rows={8}>
        {(metricas) => <Content metricas={metricas} store={store} onStore={setStore} />}
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
      <StoresTable stores={totalsBy(metricas, 'ubicacion_id')} chosen={store} onChoose={onStore} />
    </div>
  );
}

function storeOptions(metricas: readonly Metrica[], chosen: string): (readonly [string, string])[] {
  const stores = new Set(metricas.map(({ ubicacion_id }) => ubicacion_id));
  if (chosen) stores.add(chosen);
  return [['', 'todas'], ...[...stores].sort().map((store) => [store, store] as const)];
}
