import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsNumberLiteral, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { ejecucionesQuery } from '../api/queries';
import { TIPOS } from '../api/types';
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
const LIMITS = [20, 50, 100] as const;

/** In the address, so that it can be sent, and survives a reload. What it cannot mean is not there. */
const FILTER = {
  etl: parseAsStringLiteral(TIPOS),
  tienda: parseAsString,
  modo: parseAsStringLiteral(Object.keys(MODO_LABEL)),
  estado: parseAsStringLiteral(Object.keys(ESTADO_LABEL)),
  filas: parseAsNumberLiteral(LIMITS).withDefault(20),
};

function Executions({ zone }: { zone: string }) {
  const [{ filas, ...filter }, setFilter] = useQueryStates(FILTER, { history: 'push' });
  const { etl, tienda, modo, estado } = filter;
  const query = useQuery({
    ...ejecucionesQuery({
      etl_tipo: etl ?? undefined,
      ubicacion_id: tienda ?? undefined,
      modo: modo ?? undefined,
      estado: estado ?? undefined,
      limite: filas,
    }),
    placeholderData: keepPreviousData,
  });
  const known = useStores();
  const stores = tienda && !known.includes(tienda) ? [...known, tienda] : known;
  const set = (name: keyof typeof filter) => (value: string) => setFilter({ [name]: value || null });

  return (
    <>
      <div className="mandos" role="group" aria-label="Filtros de ejecuciones">
        <Select
          label="ETL"
          value={etl ?? ''}
          onChange={set('etl')}
          options={[ALL, ...TIPOS.map((tipo) => [tipo, tipo] as const)]}
        />
        <Select
          label="Tienda"
          value={tienda ?? ''}
          onChange={set('tienda')}
          options={[['', 'todas'], ...stores.map((store) => [store, store] as const)]}
        />
        <Select
          label="Modo"
          value={modo ?? ''}
          onChange={set('modo')}
          options={[ALL, ...Object.entries(MODO_LABEL)]}
        />
        <Select
          label="Estado"
          value={estado ?? ''}
          onChange={set('estado')}
          options={[ALL, ...Object.entries(ESTADO_LABEL)]}
        />
        <Select
          label="Filas"
          value={String(filas)}
          onChange={(value) => setFilter({ filas: LIMITS.find((limit) => String(limit) === value) ?? null })}
          options={LIMITS.map((limit) => [String(limit), String(limit)] as const)}
        />
      </div>
      <Loaded query={query} rows={8}>
        {(ejecuciones) => (
          <ExecutionsTable ejecuciones={ejecuciones} zone={zone} filtered={Object.values(filter).some(Boolean)} />
        )}
      </Loaded>
    </>
  );
}
