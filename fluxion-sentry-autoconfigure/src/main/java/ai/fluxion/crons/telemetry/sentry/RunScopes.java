package ai.fluxion.crons.telemetry.sentry;

import io.sentry.IScope;
import io.sentry.IScopes;
import io.sentry.ISentryLifecycleToken;
import io.sentry.PropagationContext;
import io.sentry.Scopes;
import io.sentry.Sentry;
import io.sentry.SpanId;
import io.sentry.protocol.SentryId;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The scopes of a run, which are those of its thread until somebody asks for more than whether Sentry is on: a fork costs
 * 2 kB, and most runs have nothing to say. Then they are forked, and everything that reaches Sentry from the run goes
 * there. {@link IScopes#forkedScopes} would copy two scopes, of which a run needs one: everything that is not said to be
 * otherwise is written to the isolation scope. The other one is copied only where it carries a span that is not the run's,
 * like that of a request which starts a job. The one place that uses a constructor which the SDK calls internal.
 */
final class RunScopes implements InvocationHandler {

    private static final String CREATOR = "fluxion-crons";

    private static final HexFormat HEX = HexFormat.of();

    private final IScopes outer;

    /** What the thread sees. A proxy, because the interface grows with every version of the SDK. */
    private final IScopes facade;

    private final String traceId;

    private volatile @Nullable Scopes forked;

    /** What is being copied: to copy a scope the SDK asks the scopes of the thread, which are these. */
    private @Nullable IScopes source;

    /** The transaction's name that the fork has from what surrounds the run. */
    private @Nullable String outerTransaction;

    /** @param outer the scopes that surround the run */
    RunScopes(IScopes outer) {
        this.outer = outer;
        this.traceId = newTraceId();
        this.facade = (IScopes)
                Proxy.newProxyInstance(RunScopes.class.getClassLoader(), new Class<?>[] {IScopes.class}, this);
    }

    /** The scopes of the calling thread; ones that do nothing if it has none yet, as a new thread. */
    static IScopes outer() {
        return Sentry.getCurrentScopes(false);
    }

    /** Whether anything would be sent from there. */
    static boolean isEnabled(IScopes outer) {
        return outer.isNoOp() ? Sentry.getGlobalScope().getClient().isEnabled() : outer.isEnabled();
    }

    /** Makes them those of the calling thread. */
    ISentryLifecycleToken makeCurrent() {
        return Sentry.setCurrentScopes(this.facade);
    }

    /** The run's trace; what the job itself decided on that counts. */
    String traceId() {
        Scopes own = this.forked;
        return own == null
                ? this.traceId
                : own.getIsolationScope().getPropagationContext().getTraceId().toString();
    }

    /** The name that the job gave its transaction, or {@code null}. */
    @Nullable String transactionName() {
        String said = get().getIsolationScope().getTransactionName();
        return said != null && !said.equals(this.outerTransaction) ? said : null;
    }

    /** The run's own scopes. */
    Scopes get() {
        Scopes own = this.forked;
        return own != null ? own : fork();
    }

    private synchronized Scopes fork() {
        Scopes own = this.forked;
        if (own == null) {
            IScopes from = this.outer.isNoOp() ? Sentry.forkedRootScopes(CREATOR) : this.outer;
            this.source = from;
            own = new Scopes(current(from), isolation(from), from.getGlobalScope(), CREATOR);
            this.forked = own;
            this.source = null;
        }
        return own;
    }

    private static IScope current(IScopes from) {
        IScope current = from.getScope();
        if (current.getSpan() != null) {
            current = current.clone();
            current.setActiveSpan(null);
            current.clearTransaction();
        }
        return current;
    }

    private IScope isolation(IScopes from) {
        IScope isolation = from.getIsolationScope().clone();
        this.outerTransaction = isolation.getTransactionName();
        isolation.clearTransaction();
        isolation.setActiveSpan(null);
        isolation.clearBreadcrumbs();
        isolation.setPropagationContext(
                new PropagationContext(new SentryId(this.traceId), new SpanId(), null, null, null));
        return isolation;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        switch (method.getName()) {
            case "isNoOp":
                return false;
            case "isEnabled":
                return isEnabled(nearest());
            case "getOptions":
                return nearest().isNoOp()
                        ? Sentry.getGlobalScope().getOptions()
                        : nearest().getOptions();
            case "equals":
                return args != null && proxy == args[0];
            case "hashCode":
                return System.identityHashCode(proxy);
            case "toString":
                return CREATOR;
            case "makeCurrent":
                return makeCurrent();
            default:
                return forward(method, args);
        }
    }

    private @Nullable Object forward(Method method, Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(target(), args);
        } catch (InvocationTargetException ex) {
            throw ex.getCause() != null ? ex.getCause() : ex;
        }
    }

    private IScopes target() {
        IScopes copied = Thread.holdsLock(this) ? this.source : null;
        return copied != null ? copied : get();
    }

    private IScopes nearest() {
        Scopes own = this.forked;
        return own != null ? own : this.outer;
    }

    private static String newTraceId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        // As every id of Sentry's a random UUID; not all zeros, which would be none.
        long most = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
        long least = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return HEX.toHexDigits(most) + HEX.toHexDigits(least);
    }
}
