import * as Sentry from '@sentry/react';
import { QueryErrorResetBoundary } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { apiReports } from '../api/reports';
import { PanelFailure } from './PanelFailure';

interface Props {
  panel: string;
  title: string;
  children: ReactNode;
}

/** Keeps a panel's failure in the panel, and tells Sentry where it happened. */
export function PanelBoundary({ panel, title, children }: Props) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <Sentry.ErrorBoundary
          onReset={reset}
          beforeCapture={(scope, error, componentStack) => describe(scope, panel, error, componentStack)}
          fallback={({ error, resetError }) => (
            <PanelFailure panel={panel} title={title} error={error} onRecovered={resetError} />
          )}
        >
          {children}
        </Sentry.ErrorBoundary>
      )}
    </QueryErrorResetBoundary>
  );
}

function describe(scope: Sentry.Scope, panel: string, error: unknown, componentStack: string): void {
  scope.setTag('panel', panel);
  scope.setContext('panel', { panel, tema: document.documentElement.dataset.tema ?? 'auto', componentStack });
  // A failed call was reported where it failed, with its endpoint: one failure is one event.
  if (apiReports.knows(error)) scope.addEventProcessor(() => null);
}
