import { useQuery } from '@tanstack/react-query';
import { ejecucionesQuery, every, monitorsQuery } from '../api/queries';

/** The stores that the server speaks of: keys of monitors and places of executions. The page keeps no list of its own. */
export function useStores(): readonly string[] {
  const { data: monitors } = useQuery({ ...monitorsQuery, throwOnError: false, refetchInterval: false });
  const { data: recent } = useQuery({
    ...ejecucionesQuery({ limite: 100 }),
    throwOnError: false,
    refetchInterval: every(60),
  });
  const keys = (monitors?.monitors ?? []).flatMap(({ key }) => (key ? [key] : []));
  const places = (recent ?? []).map(({ ubicacion_id }) => ubicacion_id);
  return [...new Set([...keys, ...places])].filter(Boolean).sort();
}
