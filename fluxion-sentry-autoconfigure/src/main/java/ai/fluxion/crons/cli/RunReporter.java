package ai.fluxion.crons.cli;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.schedule.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells Sentry of one run, beside it: whoever calls waits for nothing but, at the end, the last check-in, and for that no
 * longer than a shutdown may take.
 */
final class RunReporter implements AutoCloseable {

    /** A heartbeat must come after its slot, by Sentry's clock. */
    private static final Duration AFTER_SLOT = Duration.ofSeconds(10);

    /** While the run goes on: a miss is decided minutes after the slot. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CommandContext context;

    private final String slug;

    private final @Nullable MonitorDefinition definition;

    private final Consumer<String> warnings;

    private final @Nullable CheckInPost post;

    /** The beginning and the heartbeats. */
    private final ScheduledThreadPoolExecutor beats;

    private final ScheduledThreadPoolExecutor end;

    private final long begun = System.nanoTime();

    RunReporter(
            CommandContext context, String slug, @Nullable MonitorDefinition definition, Consumer<String> warnings) {
        this.context = context;
        this.slug = slug;
        this.definition = definition;
        this.warnings = warnings;
        this.post = post();
        this.beats = thread();
        this.end = thread();
    }

    private static ScheduledThreadPoolExecutor thread() {
        return new ScheduledThreadPoolExecutor(1, task -> {
            Thread daemon = new Thread(task, "fluxion-crons-run");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    private @Nullable CheckInPost post() {
        try {
            return CheckInPost.of(this.context, this.definition);
        } catch (CommandFailure ex) {
            this.warnings.accept(said(ex) + " The command runs unmonitored.");
            return null;
        }
    }

    void begun() {
        this.beats.execute(() -> send("in_progress", null, PATIENCE));
        heartbeats();
    }

    /** After each slot that the run outlives, so that a long run is no missed one; until its maximum runtime. */
    private void heartbeats() {
        Recurrence recurrence = this.definition == null ? null : this.definition.recurrence();
        if (this.definition == null || recurrence == null) {
            return;
        }
        Instant start = this.context.clock().instant();
        Instant end = start.plus(this.definition.settings().maxRuntime());
        next(recurrence, start, start, end);
    }

    private void next(Recurrence recurrence, Instant start, Instant after, Instant end) {
        Instant slot = recurrence.next(after);
        if (slot == null || slot.isAfter(end)) {
            return;
        }
        Runnable heartbeat = () -> {
            send("in_progress", null, PATIENCE);
            next(recurrence, start, slot, end);
        };
        Duration delay = Duration.between(this.context.clock().instant(), slot).plus(AFTER_SLOT);
        this.beats.schedule(heartbeat, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The last check-in; a beginning or a heartbeat that still hangs is given up for it. */
    void ended(boolean ok) throws InterruptedException {
        Duration took = Duration.ofNanos(System.nanoTime() - this.begun);
        this.beats.shutdownNow();
        Duration patience = this.context.shutdownTimeout();
        Future<?> close = this.end.submit(() -> send(ok ? "ok" : "error", took, patience));
        try {
            close.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException ex) {
            this.warnings.accept("Sentry does not answer; the end of the run is not reported");
        } catch (ExecutionException | CancellationException ex) {
            this.warnings.accept("The end of the run is not reported: " + ex.getMessage());
        }
    }

    private void send(String status, @Nullable Duration duration, Duration patience) {
        if (this.post == null) {
            return;
        }
        try {
            this.post.send(this.slug, status, duration, this.context.clock().instant(), patience);
        } catch (CommandFailure ex) {
            if (!Thread.currentThread().isInterrupted()) {
                this.warnings.accept(status + " is not reported: " + said(ex));
            }
        }
    }

    private String said(CommandFailure failure) {
        return failure.in(this.context.locale());
    }

    @Override
    public void close() {
        this.beats.shutdownNow();
        this.end.shutdownNow();
    }
}
