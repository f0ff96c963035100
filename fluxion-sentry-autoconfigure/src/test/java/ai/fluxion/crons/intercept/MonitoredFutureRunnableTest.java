package ai.fluxion.crons.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.engine.DiscoveredJob;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.util.ReflectionUtils;

/** Where Reactor is on the class path, Spring refuses such methods; where it is not, it forgets what they return. */
class MonitoredFutureRunnableTest {

    private final RecordingEngine engine = new RecordingEngine();

    private final InterceptedJob job = new InterceptedJob("Ventas.futuro", null, () -> null);

    private CompletableFuture<String> future = new CompletableFuture<>();

    MonitoredFutureRunnableTest() {
        DiscoveredJob discovered = new DiscoveredJob("Ventas.futuro", null, null, null, null, true, null);
        this.job.bind(this.engine.register(discovered), this.engine);
    }

    @Test
    void theRunEndsWhenWhatTheMethodReturnedCompletes() {
        runnable("futuro").run();
        assertThat(this.engine.runs).singleElement().satisfies(run -> {
            assertThat(run.ended).isFalse();
            assertThat(run.detached).isTrue();
            assertThat(run.facts).containsEntry("dentro", "si");
        });
        assertThat(MonitorRun.current().name()).isEmpty();
        assertThat(JobExecution.isUnderway()).isFalse();
        this.future.complete("x");
        assertThat(this.engine.runs).singleElement().satisfies(run -> assertThat(run.outcome())
                .isEqualTo("ok"));
    }

    @Test
    void whatTheDeclaredTypeOnlyAllowsForIsAwaitedToo() {
        assertThat(List.of("futuro", "comoFuture", "comoObjeto"))
                .allMatch(method -> MonitoredFutureRunnable.serves(ReflectionUtils.findMethod(getClass(), method)));
        assertThat(MonitoredFutureRunnable.serves(ReflectionUtils.findMethod(getClass(), "texto")))
                .isFalse();
        assertThat(MonitoredFutureRunnable.serves(ReflectionUtils.findMethod(getClass(), "nada")))
                .isFalse();
        runnable("comoFuture").run();
        runnable("comoObjeto").run();
        assertThat(this.engine.runs).hasSize(2).noneMatch(run -> run.ended);
        this.future.completeExceptionally(new IllegalStateException("tarde"));
        assertThat(this.engine.runs)
                .extracting(RecordingEngine.Run::outcome)
                .containsOnly("java.lang.IllegalStateException: tarde");
    }

    @Test
    void aFailureThatComesLaterIsTheRuns() {
        runnable("futuro").run();
        this.future.completeExceptionally(new IllegalStateException("tarde"));
        assertThat(this.engine.runs).singleElement().satisfies(run -> {
            assertThat(run.outcome()).isEqualTo("java.lang.IllegalStateException: tarde");
            assertThat(run.ends).isEqualTo(1);
        });
    }

    @Test
    void aFailureAtOnceIsTheRunsAndTheSchedulers() {
        assertThatThrownBy(() -> runnable("falla").run())
                .isInstanceOf(UndeclaredThrowableException.class)
                .hasRootCauseMessage("sin red");
        assertThat(this.engine.runs).singleElement().satisfies(run -> assertThat(run.outcome())
                .isEqualTo("java.io.IOException: sin red"));
        assertThat(JobExecution.isUnderway()).isFalse();
    }

    @Test
    void nothingReturnedEndsTheRunAtOnce() {
        this.future = null;
        runnable("futuro").run();
        assertThat(this.engine.runs).singleElement().satisfies(run -> assertThat(run.outcome())
                .isEqualTo("ok"));
    }

    private Runnable runnable(String method) {
        return new MonitoredFutureRunnable(
                this, ReflectionUtils.findMethod(getClass(), method), null, ObservationRegistry::create, this.job);
    }

    private CompletableFuture<String> futuro() {
        MonitorRun.current().tag("dentro", "si");
        return this.future == null ? null : this.future.thenApply(text -> text);
    }

    private Future<?> comoFuture() {
        return this.future;
    }

    private Object comoObjeto() {
        return this.future;
    }

    private String texto() {
        return "x";
    }

    private void nada() {}

    private CompletableFuture<String> falla() throws IOException {
        throw new IOException("sin red");
    }
}
