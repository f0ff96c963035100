import * as Sentry from '@sentry/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import { NuqsAdapter } from 'nuqs/adapters/react';
import { type ReactNode, StrictMode } from 'react';
import { ServidorSimulado } from '../../simulado/servidor.ts';
import { createQueryClient } from '../api/queries';

/** The instant that the pretended data begin with: 03:12 in Caracas, with an open incident. */
export const AHORA = Date.parse('2026-11-21T07:12:00Z');

/** Draws a part of the page against a pretended server. */
export function mostrar(ui: ReactNode, servidor = new ServidorSimulado(() => AHORA)) {
  vi.stubGlobal('fetch', servidor.fetch);
  const client = createQueryClient();
  const view = render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <NuqsAdapter>{ui}</NuqsAdapter>
      </QueryClientProvider>
    </StrictMode>,
  );
  return { servidor, client, ...view };
}

export interface Sent {
  exception?: { values?: { type?: string; value?: string }[] };
  tags?: Record<string, unknown>;
  contexts?: Record<string, Record<string, unknown>>;
}

/** A real SDK whose events end here. */
export function escucharSentry(): Sent[] {
  const sent: Sent[] = [];
  Sentry.init({
    dsn: 'http://llave@localhost/1',
    integrations: [],
    defaultIntegrations: false,
    beforeSend: (event) => {
      sent.push(event as Sent);
      return null;
    },
  });
  return sent;
}

/** Lets so many milliseconds pass, and what they bring. */
export async function avanzar(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}
