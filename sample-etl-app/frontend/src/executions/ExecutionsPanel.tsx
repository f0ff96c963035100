import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type EjecucionesFilter, ejecucionesQuery } from '../api/queries';
import { Loaded } from '../panel/Loaded';
import { Panel } from '../panel/Panel';
import { Select } from '../shell/Select';
import { useStores } from '../shell/useStores';
import { ExecutionsTable } from './ExecutionsTable';
import { ESTADO_LABEL, MODO_LABEL } from './labels';

export function ExecutionsPanel({ zone }: { zone: string }) {
  return (
    <Panel id="ejecuciones" title="Ejecuciones">
      <Executions zone={zone} />
    </Panel>
  );
}

const ALL = ['', 'todos'] as const;
const LIMITS = ['20', '50', '100'].map((limit) => [limit, limit] as const);

function Executions({ zone }: { zone: string }) {
  const [filter, setFilter] = useState<EjecucionesFilter>({ limite: 20 });
  const query = useQuery({ ...ejecucionesQuery(filter), placeholderData: keepPreviousData });
  const stores = useStores();
  const set = (name: keyof EjecucionesFilter) => (value: string) =>
    setFilter((before) => ({ ...before, [name]: name === 'limite' ? Number(value) : value || undefined }));

  return (
    <>
      <div className="mandos" role="group" aria-label="Filtros de ejecuciones">
        <Select
          label="ETL"
          value={filter.etl_tipo ?? ''}
          onChange={set('etl_tipo')}
          options={[ALL, ['ventas', 'ventas'], ['inventario', 'inventario']]}
        />
        <Select
          label="Tienda"
          value={filter.ubicacion_id ?? ''}
          onChange={set('ubicacion_id')}
          options={[['', 'todas'], ...stores.map((store) => [store, store] as const)]}
        />
        <Select
          label="Modo"
          value={filter.modo ?? ''}
          onChange={set('modo')}
          options={[ALL, ...Object.entries(MODO_LABEL)]}
        />
        <Select
          label="Estado"
          value={filter.estado ?? ''}
          onChange={set('estado')}
          options={[ALL, ...Object.entries(ESTADO_LABEL)]}
        />
        <Select label="Filas" value={String(filter.limite)} onChange={set('limite')} options={LIMITS} />
      </div>
      <Loaded query={query} rows={8}>
        {(ejecuciones) => (
          <ExecutionsTable ejecuciones={ejecuciones} zone={zone} filtered={isFiltered(filter)} />
        )}
      </Loaded>
    </>
  );
}

function isFiltered({ limite: _, ...rest }: EjecucionesFilter): boolean {
  return Object.values(rest).some(Boolean);
}
