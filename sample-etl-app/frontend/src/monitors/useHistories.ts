import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { historyQuery } from '../api/queries';
import type { HistoryEntry, Monitor } from '../api/types';

export interface RowHistory {
  entries: readonly HistoryEntry[];
  state: 'loading' | 'known' | 'failed';
}

const NONE: readonly HistoryEntry[] = [];

/** The history of every monitor, asked for again only where the list shows that something happened. */
export function useHistories(monitors: readonly Monitor[]): Map<string, RowHistory> {
  const client = useQueryClient();
  const seen = useRef(new Map<string, string>());

  useEffect(() => {
    for (const monitor of monitors) {
      const news = newsOf(monitor);
      const before = seen.current.get(monitor.slug);
      seen.current.set(monitor.slug, news);
      if (before !== undefined && before !== news) {
        void client.invalidateQueries({ queryKey: historyQuery(monitor.slug).queryKey });
      }
    }
  }, [client, monitors]);

  const results = useQueries({ queries: monitors.map(({ slug }) => historyQuery(slug)) });
  return new Map(
    monitors.map(({ slug }, index) => {
      const result = results[index];
      const state = result?.data ? 'known' : result?.error ? 'failed' : 'loading';
      return [slug, { entries: result?.data?.history ?? NONE, state }];
    }),
  );
}

function newsOf({ lastCheckIn, stats, running }: Monitor): string {
  return [lastCheckIn?.id, lastCheckIn?.status, lastCheckIn?.finishedAt, stats.runs, running].join(' ');
}
