import * as Sentry from '@sentry/react';
import { ApiError, Unreachable } from './errors';

const OUTAGE_WORTH_A_REPORT_MS = 60_000;

/**
 * Tells Sentry of failed calls: once per endpoint and status until the endpoint answers again, however often the page
 * polls. A server that is away is told once, and only when it stays away: restarts are nobody's error.
 */
export class ApiReports {
  private readonly failing = new Map<string, number>();
  private readonly told = new WeakSet<Error>();
  private awaySince: number | null = null;
  private outageTold = false;

  constructor(private readonly now: () => number = Date.now) {}

  failed(error: Error, panel: string): void {
    if (error instanceof ApiError) this.answeredBadly(error, panel);
    else if (error instanceof Unreachable) this.away(error, panel);
  }

  succeeded(endpoint: string): void {
    this.failing.delete(endpoint);
    this.awaySince = null;
    this.outageTold = false;
  }

  /** As if the page were new. */
  forget(): void {
    this.failing.clear();
    this.awaySince = null;
    this.outageTold = false;
  }

  /** Whether Sentry knows of it already, or of the failure that it repeats. */
  knows(error: unknown): boolean {
    return error instanceof Error && this.told.has(error);
  }

  private answeredBadly(error: ApiError, panel: string): void {
    this.told.add(error);
    if (this.failing.get(error.endpoint) === error.status) return;
    this.failing.set(error.endpoint, error.status);
    capture(error, panel, error.endpoint, error.status);
  }

  private away(error: Unreachable, panel: string): void {
    this.awaySince ??= this.now();
    if (this.outageTold || this.now() - this.awaySince < OUTAGE_WORTH_A_REPORT_MS) return;
    this.outageTold = true;
    capture(error, panel, error.endpoint, error.status);
  }
}

export const apiReports = new ApiReports();

function capture(error: Error, panel: string, endpoint: string, status: number | null): void {
  Sentry.captureException(error, {
    tags: { panel, endpoint, status: status === null ? 'sin respuesta' : String(status) },
    contexts: { api: { endpoint, status, panel } },
    fingerprint: ['api', endpoint, String(status)],
  });
}
