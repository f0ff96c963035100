package ai.fluxion.crons.telemetry.sentry;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.telemetry.RunScope;
import ai.fluxion.crons.telemetry.RunTelemetry;
import io.sentry.IScopes;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gives every run a Sentry scope and a trace of its own, so that an error in it, its transaction and its check-ins belong
 * together, and nothing of it stays on the thread. Does nothing while Sentry is off.
 *
 * @since 0.1.0
 */
public final class SentryRunTelemetry implements RunTelemetry {

    private final double tracesSampleRate;

    private final boolean captureExceptions;

    /**
     * Telemetry through the application's Sentry.
     *
     * @param tracesSampleRate the share of runs that may become transactions, from 0 to 1; {@code sentry.traces-sample-rate}
     *     has no part in it
     * @param captureExceptions whether the failure of a run becomes a Sentry error
     */
    public SentryRunTelemetry(double tracesSampleRate, boolean captureExceptions) {
        this.tracesSampleRate = tracesSampleRate;
        this.captureExceptions = captureExceptions;
    }

    @Override
    public RunScope open(MonitorDefinition monitor, UUID id) {
        IScopes outer = RunScopes.outer();
        if (!RunScopes.isEnabled(outer)) {
            return RunScope.NONE;
        }
        boolean sampled =
                this.tracesSampleRate >= 1 || ThreadLocalRandom.current().nextDouble() < this.tracesSampleRate;
        return new SentryRunScope(new RunScopes(outer), monitor, id, sampled, this.captureExceptions);
    }
}
