package ai.fluxion.crons.telemetry.sentry;

import io.sentry.IScope;
import io.sentry.IScopes;
import io.sentry.PropagationContext;
import io.sentry.Scopes;

/**
 * Forks the scopes of a thread for a run. {@link IScopes#forkedScopes} copies two scopes of 1.9 kB, of which a run needs
 * one: everything that is not said to be otherwise is written to the isolation scope. The other one is copied only where
 * it carries a span that is not the run's, like that of a request which starts a job. The one place that uses a
 * constructor which the SDK calls internal.
 */
final class RunScopes {

    private RunScopes() {}

    static Scopes fork(IScopes outer) {
        IScope current = outer.getScope();
        if (current.getSpan() != null) {
            current = current.clone();
            current.setActiveSpan(null);
            current.clearTransaction();
        }
        IScope isolation = outer.getIsolationScope().clone();
        isolation.clearTransaction();
        isolation.setActiveSpan(null);
        isolation.clearBreadcrumbs();
        isolation.setPropagationContext(new PropagationContext());
        return new Scopes(current, isolation, outer.getGlobalScope(), "fluxion-crons");
    }
}
