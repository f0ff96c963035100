import * as Sentry from '@sentry/react';

/** What the server tells the page at run time, so that one build serves every environment. */
export interface PageConfig {
  sentryDsn?: string;
  environment?: string;
  release?: string;
}

const CONFIG_PATIENCE_MS = 1_500;
const DEVELOPMENT = new Set(['development', 'demo', 'local']);

/** All traces where people develop, one in ten where they sell. */
export function tracesSampleRate(environment: string): number {
  return DEVELOPMENT.has(environment) ? 1.0 : 0.1;
}

/** The server's answer wins over what was built in; without either the SDK stays silent. */
export function sentryOptions(page: PageConfig, built: ImportMetaEnv): Sentry.BrowserOptions {
  const environment = page.environment || built.MODE;
  const dsn = page.sentryDsn || built.VITE_SENTRY_DSN;
  return {
    ...(dsn && { dsn }),
    ...(page.release && { release: page.release }),
    enabled: Boolean(dsn),
    environment,
    tracesSampleRate: tracesSampleRate(environment),
    // Continue the trace in our own API, and send the header nowhere else.
    tracePropagationTargets: [/^\/(?!\/)/, globalThis.location.origin],
    integrations: [Sentry.browserTracingIntegration()],
    initialScope: { tags: { componente: 'pagina' } },
  };
}

export async function startSentry(): Promise<void> {
  Sentry.init(sentryOptions(await pageConfig(), import.meta.env));
}

/** Never fails and never waits long: the page matters more than its reports. */
async function pageConfig(): Promise<PageConfig> {
  try {
    const response = await fetch(new URL('pagina.json', document.baseURI), {
      signal: AbortSignal.timeout(CONFIG_PATIENCE_MS),
    });
    const body: unknown = response.ok ? await response.json() : null;
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}
