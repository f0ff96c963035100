import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError, KeyRequired } from '../api/errors';
import { ejecucionesQuery, RECUPERAR, recuperarGap } from '../api/queries';
import { apiReports } from '../api/reports';
import type { Gap } from '../api/types';
import { askForKey } from '../shell/keyDialog';
import { gapId, isOver, type Recovery, requestOf, settle } from './recovery';

const WATCH_MS = 1_500;

export interface Recoveries {
  all: readonly Recovery[];
  of: (gap: Gap) => Recovery | undefined;
  recover: (gap: Gap) => void;
  dismiss: (gap: Gap) => void;
}

/** Asks for recoveries and follows their executions to the end. */
export function useRecoveries(): Recoveries {
  const client = useQueryClient();
  const [all, setAll] = useState<readonly Recovery[]>([]);
  const running = all.some(({ phase }) => phase === 'en_proceso');

  const put = (recovery: Recovery) =>
    setAll((before) => [recovery, ...before.filter(({ gap }) => gapId(gap) !== gapId(recovery.gap))]);
  const drop = (gap: Gap) => setAll((before) => before.filter((one) => gapId(one.gap) !== gapId(gap)));

  const { mutate } = useMutation({
    networkMode: 'always',
    mutationFn: (gap: Gap) => recuperarGap(requestOf(gap)),
    onMutate: (gap) => put({ gap, id: null, phase: 'enviando', detail: null }),
    onSuccess: ({ id }, gap) => {
      apiReports.succeeded(RECUPERAR);
      put({ gap, id, phase: 'en_proceso', detail: null });
    },
    onError: (error, gap) => {
      apiReports.failed(error, 'gaps');
      if (error instanceof KeyRequired) {
        drop(gap);
        askForKey();
      } else {
        put({ gap, id: null, phase: 'rechazado', detail: reasonOf(error) });
      }
    },
  });

  const { data: ejecuciones } = useQuery({
    ...ejecucionesQuery({ modo: 'recuperacion', limite: 100 }),
    enabled: running,
    refetchInterval: WATCH_MS,
    throwOnError: false,
  });

  useEffect(() => {
    if (!ejecuciones) return;
    const settled = all.map((recovery) =>
      recovery.phase === 'en_proceso' ? settle(recovery, ejecuciones) : recovery,
    );
    if (settled.every((recovery, index) => recovery === all[index])) return;
    setAll(settled);
    void client.invalidateQueries({ queryKey: ['gaps'] });
    void client.invalidateQueries({ queryKey: ['ejecuciones'] });
  }, [client, all, ejecuciones]);

  return {
    all,
    of: (gap) => all.find((one) => gapId(one.gap) === gapId(gap) && !isOver(one)),
    recover: (gap) => mutate(gap),
    dismiss: drop,
  };
}

function reasonOf(error: Error): string {
  if (!(error instanceof ApiError)) return 'el servidor no responde; inténtelo de nuevo';
  return error.problem.detail ?? error.problem.title ?? `el servidor respondió ${error.status}`;
}
