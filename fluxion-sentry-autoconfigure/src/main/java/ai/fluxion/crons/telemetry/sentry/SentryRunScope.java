package ai.fluxion.crons.telemetry.sentry;

import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.telemetry.RunScope;
import io.sentry.Breadcrumb;
import io.sentry.IScope;
import io.sentry.ISentryLifecycleToken;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.exception.ExceptionMechanismException;
import io.sentry.protocol.Mechanism;
import io.sentry.protocol.Message;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A run's fork of the scopes, current on the thread that opened it until it detaches. */
final class SentryRunScope implements RunScope {

    private static final String CONTEXT = "run";

    private final RunScopes scopes;

    private final ISentryLifecycleToken token;

    private final MonitorDefinition monitor;

    private final UUID id;

    private final boolean captureExceptions;

    private final boolean sampled;

    private final long startedNanos = System.nanoTime();

    /** Made of the first metric or step: most runs have none. */
    private volatile @Nullable RunTransaction transaction;

    private final AtomicBoolean closed = new AtomicBoolean();

    private @Nullable Map<String, Object> context;

    SentryRunScope(RunScopes scopes, MonitorDefinition monitor, UUID id, boolean sampled, boolean captureExceptions) {
        this.scopes = scopes;
        this.monitor = monitor;
        this.id = id;
        this.captureExceptions = captureExceptions;
        this.sampled = sampled;
        this.token = scopes.makeCurrent();
    }

    @Override
    public String traceId() {
        return this.scopes.traceId();
    }

    @Override
    public void tag(String name, String value) {
        scope().setTag(name, value);
    }

    /** A map is a context of its own; anything else a fact of the run's. */
    @Override
    public void context(String name, Object value) {
        if (value instanceof Map<?, ?> facts) {
            Map<String, Object> copy = new LinkedHashMap<>();
            facts.forEach((key, fact) -> copy.put(String.valueOf(key), plain(fact)));
            scope().setContexts(name, (Object) copy);
            return;
        }
        synchronized (this) {
            Map<String, Object> grown = this.context == null ? identity() : new LinkedHashMap<>(this.context);
            grown.put(name, plain(value));
            this.context = grown;
            scope().setContexts(CONTEXT, (Object) grown);
        }
    }

    @Override
    public void metric(String name, Number value) {
        transaction().metric(name, value);
    }

    @Override
    public Step step(String name) {
        breadcrumb(name, SentryLevel.INFO);
        RunTransaction into = transaction();
        RunTransaction.OpenStep step = into.begin(name);
        return failed -> {
            if (failed) {
                breadcrumb(name + " failed", SentryLevel.ERROR);
            }
            into.end(step, failed);
        };
    }

    @Override
    public void detach() {
        if (!this.closed.get()) {
            // It goes on elsewhere, while what surrounded it may change.
            this.scopes.get();
        }
        this.token.close();
    }

    @Override
    public Runnable attach() {
        return this.scopes.get().makeCurrent()::close;
    }

    @Override
    public void close(CheckInStatus status, @Nullable Throwable failure, @Nullable String message) {
        if (!this.closed.compareAndSet(false, true)) {
            return;
        }
        boolean captures =
                this.captureExceptions && status == CheckInStatus.ERROR && (failure != null || message != null);
        RunTransaction worth = this.transaction;
        if (worth != null && !worth.isWorthSending()) {
            worth = null;
        }
        if (captures || worth != null) {
            describe();
        }
        if (captures) {
            this.scopes.get().captureEvent(failure != null ? event(failure) : event(message));
        }
        if (worth != null) {
            worth.finish(transactionName(), status == CheckInStatus.OK);
        }
    }

    private RunTransaction transaction() {
        RunTransaction begun = this.transaction;
        return begun != null ? begun : begin();
    }

    private synchronized RunTransaction begin() {
        RunTransaction begun = this.transaction;
        if (begun == null) {
            begun = new RunTransaction(this.scopes.get(), this.sampled, this.startedNanos);
            this.transaction = begun;
        }
        return begun;
    }

    /** What every run has is told only when something is sent: most runs send nothing but check-ins. */
    private synchronized void describe() {
        scope().setTransaction(transactionName());
        if (this.context == null) {
            scope().setContexts(CONTEXT, (Object) identity());
        }
    }

    private SentryEvent event(Throwable failure) {
        Mechanism mechanism = new Mechanism();
        mechanism.setType("fluxion-crons");
        mechanism.setHandled(false);
        // The SDK sees by the throwable that it has it already, from the application's own log line or from this.
        SentryEvent event =
                new SentryEvent(new ExceptionMechanismException(mechanism, failure, Thread.currentThread()));
        event.setLevel(SentryLevel.ERROR);
        return event;
    }

    /** A reason without exception. One issue a monitor, however the reason varies. */
    private SentryEvent event(@Nullable String reason) {
        Message message = new Message();
        message.setFormatted(reason);
        SentryEvent event = new SentryEvent();
        event.setMessage(message);
        event.setLevel(SentryLevel.ERROR);
        event.setLogger("ai.fluxion.crons");
        event.setFingerprints(List.of("fluxion-crons", this.monitor.slug()));
        return event;
    }

    private Map<String, Object> identity() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("monitor", this.monitor.name());
        facts.put("slug", this.monitor.slug());
        if (this.monitor.key() != null) {
            facts.put("key", this.monitor.key());
        }
        facts.put("check_in_id", this.id.toString());
        return facts;
    }

    private void breadcrumb(String message, SentryLevel level) {
        Breadcrumb breadcrumb = new Breadcrumb();
        breadcrumb.setCategory("etl.step");
        breadcrumb.setMessage(message);
        breadcrumb.setLevel(level);
        this.scopes.get().addBreadcrumb(breadcrumb);
    }

    /** The monitor's name, unless the application gave the scope one within the run. */
    private String transactionName() {
        String said = this.scopes.transactionName();
        return said != null ? said : "ETL: " + this.monitor.name();
    }

    private IScope scope() {
        return this.scopes.get().getIsolationScope();
    }

    /** What the SDK serializes without reflection. */
    private static Object plain(@Nullable Object value) {
        boolean plain = value instanceof Number
                || value instanceof Boolean
                || value instanceof Map
                || value instanceof Collection
                        && ((Collection<?>) value).stream().noneMatch(Temporal.class::isInstance);
        return value != null && plain ? value : String.valueOf(value);
    }
}
