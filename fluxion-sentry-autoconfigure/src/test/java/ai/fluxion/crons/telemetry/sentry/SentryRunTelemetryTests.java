package ai.fluxion.crons.telemetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.telemetry.RunScope;
import ai.fluxion.crons.testing.EnvelopeReceiver;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import io.sentry.IScopes;
import io.sentry.ITransaction;
import io.sentry.NoOpSpan;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import io.sentry.TransactionOptions;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SentryRunTelemetryTests {

    private static final MonitorDefinition MONITOR = new MonitorDefinition(
            "etl-ventas-tienda-01",
            "etl_ventas",
            "tienda_01",
            null,
            null,
            null,
            null,
            MonitorSettings.DEFAULTS,
            Origin.DECLARED,
            true,
            true);

    private final EnvelopeReceiver receiver = EnvelopeReceiver.start();

    private final UUID id = UUID.randomUUID();

    private final SentryRunTelemetry telemetry = new SentryRunTelemetry(1.0, true);

    @AfterEach
    void stop() {
        Sentry.close();
        this.receiver.close();
    }

    @Test
    void theErrorOfARunCarriesWhatTheRunSaidAndItsTrace() {
        sentry(options -> {});
        RunScope run = open(this.telemetry);
        run.tag("tienda", "tienda_01");
        run.context("fecha_inicio", LocalDate.of(2026, 11, 1));
        run.context("gap_recovery", Map.of("dias", 3));
        run.step("extraer").close(true);
        run.close(CheckInStatus.ERROR, new IllegalStateException("KLK"), null);
        run.detach();

        JsonNode event = event();
        assertThat(event.at("/exception/values/0/type").asText()).isEqualTo("IllegalStateException");
        assertThat(event.at("/exception/values/0/mechanism/handled").asBoolean())
                .isFalse();
        assertThat(event.at("/tags/tienda").asText()).isEqualTo("tienda_01");
        assertThat(event.at("/contexts/run/fecha_inicio").asText()).isEqualTo("2026-11-01");
        assertThat(event.at("/contexts/run/check_in_id").asText()).isEqualTo(this.id.toString());
        assertThat(event.at("/contexts/gap_recovery/dias").asInt()).isEqualTo(3);
        assertThat(event.at("/contexts/trace/trace_id").asText()).isEqualTo(run.traceId());
        assertThat(event.at("/transaction").asText()).isEqualTo("ETL: etl_ventas");
        assertThat(event.at("/breadcrumbs/0/message").asText()).isEqualTo("extraer");
        assertThat(event.at("/breadcrumbs/1/message").asText()).isEqualTo("extraer failed");
    }

    @Test
    void whatTheJobItselfReportsBelongsToTheRun() {
        sentry(options -> {});
        RunScope run = open(this.telemetry);
        run.tag("tienda", "tienda_01");
        Sentry.captureMessage("from inside");
        run.detach();

        assertThat(event().at("/tags/tienda").asText()).isEqualTo("tienda_01");
        assertThat(event().at("/contexts/trace/trace_id").asText()).isEqualTo(run.traceId());
    }

    @Test
    void aRunThatSaysNothingCopiesNoScope() {
        sentry(options -> {});
        Sentry.setTag("before", "yes");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 1000; run++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            RunScope scope = open(this.telemetry);
            scope.close(CheckInStatus.OK, null, null);
            scope.detach();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        // One copy of a scope takes 1.9 kB.
        assertThat(least).isLessThan(1000);
    }

    @Test
    void aThreadWithoutScopesHasNoneAfterwards() throws Exception {
        sentry(options -> {});
        List<Object> seen = new ArrayList<>();
        Thread thread = new Thread(() -> {
            RunScope run = open(this.telemetry);
            Sentry.captureMessage("from inside");
            run.close(CheckInStatus.OK, null, null);
            run.detach();
            seen.add(run.traceId());
            seen.add(Sentry.getCurrentScopes(false).isNoOp());
        });
        thread.start();
        thread.join();

        assertThat(event().at("/contexts/trace/trace_id").asText()).isEqualTo(seen.get(0));
        assertThat(seen.get(1)).isEqualTo(true);
    }

    @Test
    void whatTheThreadDoesAfterItLeftTheRunIsNotTheRuns() {
        sentry(options -> {});
        Sentry.setTag("before", "yes");
        RunScope run = open(this.telemetry);
        run.detach();
        Sentry.setTag("after", "yes");
        Runnable detach = run.attach();
        Sentry.captureMessage("from inside");
        detach.run();

        assertThat(event().at("/tags").toString()).isEqualTo("{\"before\":\"yes\"}");
    }

    @Test
    void theScopesOfARunAreScopesLikeAnyOther() {
        sentry(options -> {});
        RunScope run = open(this.telemetry);
        IScopes scopes = Sentry.getCurrentScopes();
        assertThat(scopes).isNotEqualTo(Sentry.forkedScopes("other"));
        assertThat(scopes.isEnabled()).isTrue();
        assertThat(scopes.getOptions().getDsn()).isEqualTo(this.receiver.dsn());
        // What the SDK throws is not wrapped.
        assertThatIllegalArgumentException().isThrownBy(() -> scopes.setSpanContext(null, NoOpSpan.getInstance(), ""));
        Sentry.close();
        assertThat(scopes.isEnabled()).isFalse();
        run.detach();
    }

    @Test
    void nothingOfTheRunStaysOnTheThread() {
        sentry(options -> {});
        Sentry.setTag("before", "yes");
        var before = Sentry.getCurrentScopes();
        RunScope run = open(this.telemetry);
        Sentry.setTag("inside", "yes");
        Sentry.addBreadcrumb("inside");
        Sentry.pushScope();
        run.close(CheckInStatus.OK, null, null);
        run.detach();

        assertThat(Sentry.getCurrentScopes()).isSameAs(before);
        Sentry.captureMessage("outside");
        assertThat(event().at("/tags").toString()).isEqualTo("{\"before\":\"yes\"}");
        assertThat(event().at("/contexts/trace/trace_id").asText()).isNotEqualTo(run.traceId());
        assertThat(event().has("breadcrumbs")).isFalse();
    }

    @Test
    void everyRunHasATraceOfItsOwn() {
        sentry(options -> {});
        RunScope first = open(this.telemetry);
        first.detach();
        RunScope second = open(this.telemetry);
        second.detach();

        assertThat(first.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(second.traceId());
    }

    @Test
    void aRunWithMetricsAndStepsIsATransactionAlthoughTracingIsOff() {
        sentry(options -> {});
        RunScope run = open(this.telemetry);
        run.tag("modo", "completo");
        RunScope.Step outer = run.step("cargar");
        run.step("insertar").close(false);
        outer.close(true);
        run.metric("registros_extraidos", 42);
        run.close(CheckInStatus.OK, null, null);
        run.detach();

        await().until(() -> this.receiver.transactions().size() == 1);
        JsonNode transaction = this.receiver.transactions().get(0);
        assertThat(transaction.at("/transaction").asText()).isEqualTo("ETL: etl_ventas");
        assertThat(transaction.at("/contexts/trace/op").asText()).isEqualTo("etl.run");
        assertThat(transaction.at("/contexts/trace/status").asText()).isEqualTo("ok");
        assertThat(transaction.at("/contexts/trace/trace_id").asText()).isEqualTo(run.traceId());
        assertThat(transaction.at("/measurements/registros_extraidos/value").asInt())
                .isEqualTo(42);
        assertThat(transaction.at("/tags/modo").asText()).isEqualTo("completo");
        JsonNode insertar = transaction.at("/spans/0");
        JsonNode cargar = transaction.at("/spans/1");
        assertThat(insertar.at("/description").asText()).isEqualTo("insertar");
        assertThat(insertar.at("/parent_span_id")).isEqualTo(cargar.at("/span_id"));
        assertThat(cargar.at("/parent_span_id")).isEqualTo(transaction.at("/contexts/trace/span_id"));
        assertThat(cargar.at("/status").asText()).isEqualTo("internal_error");
        assertThat(transaction.at("/timestamp").asDouble())
                .isGreaterThanOrEqualTo(transaction.at("/start_timestamp").asDouble());
    }

    @Test
    void aRunThatRecordedNothingIsNoTransaction() {
        sentry(options -> options.setTracesSampleRate(1.0));
        RunScope run = open(this.telemetry);
        run.close(CheckInStatus.OK, null, null);
        run.detach();
        Sentry.captureMessage("last");

        event();
        assertThat(this.receiver.transactions()).isEmpty();
    }

    @Test
    void noRunIsSampledAtRateZero() {
        sentry(options -> options.setTracesSampleRate(1.0));
        RunScope run = open(new SentryRunTelemetry(0.0, true));
        run.metric("n", 1);
        run.close(CheckInStatus.OK, null, null);
        run.detach();
        Sentry.captureMessage("last");

        event();
        assertThat(this.receiver.transactions()).isEmpty();
    }

    @Test
    void anExceptionIsReportedOnceWhoeverReportsItFirst() {
        sentry(options -> {});
        Throwable thrown = new IllegalStateException("once");
        RunScope run = open(this.telemetry);
        run.close(CheckInStatus.ERROR, thrown, null);
        run.detach();
        // What the Logback appender does with the line of Spring's error handler.
        Sentry.captureException(thrown);
        Sentry.captureException(new RuntimeException("wrapped", thrown));
        Throwable logged = new IllegalStateException("logged before");
        RunScope other = open(this.telemetry);
        Sentry.captureException(logged);
        other.close(CheckInStatus.ERROR, logged, null);
        other.detach();
        Sentry.captureMessage("last");

        await().until(() -> this.receiver.items("event").stream().anyMatch(e -> e.has("message")));
        assertThat(this.receiver.events()).hasSize(3);
    }

    @Test
    void exceptionsAreNotReportedWhereThatIsOff() {
        sentry(options -> {});
        RunScope run = open(new SentryRunTelemetry(1.0, false));
        run.close(CheckInStatus.ERROR, new IllegalStateException(), "reason");
        run.detach();
        Sentry.captureMessage("last");

        assertThat(event().at("/message/formatted").asText()).isEqualTo("last");
        assertThat(this.receiver.events()).hasSize(1);
    }

    @Test
    void aReasonWithoutExceptionIsAnErrorOfItsMonitor() {
        sentry(options -> {});
        RunScope run = open(this.telemetry);
        run.close(CheckInStatus.ERROR, null, "3 de 20: tienda_08 timeout");
        run.detach();

        assertThat(event().at("/message/formatted").asText()).isEqualTo("3 de 20: tienda_08 timeout");
        assertThat(event().at("/level").asText()).isEqualTo("error");
        assertThat(event().at("/fingerprint").toString()).isEqualTo("[\"fluxion-crons\",\"etl-ventas-tienda-01\"]");
    }

    @Test
    void theApplicationsOwnTransactionIsLeftAlone() {
        sentry(options -> options.setTracesSampleRate(1.0));
        TransactionOptions bound = new TransactionOptions();
        bound.setBindToScope(true);
        ITransaction request = Sentry.startTransaction("GET /", "http.server", bound);
        RunScope run = open(this.telemetry);
        assertThat(Sentry.getSpan()).isNull();
        run.metric("n", 1);
        run.close(CheckInStatus.ERROR, new IllegalStateException(), null);
        run.detach();

        assertThat(Sentry.getSpan()).isSameAs(request);
        request.finish();
        await().until(() -> this.receiver.transactions().size() == 2);
        assertThat(event().at("/contexts/trace/trace_id").asText())
                .isEqualTo(run.traceId())
                .isNotEqualTo(request.getSpanContext().getTraceId().toString());
        assertThat(this.receiver.transactions())
                .extracting(transaction -> transaction.at("/transaction").asText())
                .containsExactlyInAnyOrder("ETL: etl_ventas", "GET /");
    }

    @Test
    void workOnAnotherThreadJoinsTheRunWhileItIsAttached() throws Exception {
        sentry(options -> {});
        RunScope run = open(this.telemetry);
        run.detach();
        Thread other = new Thread(() -> {
            Runnable end = run.attach();
            Sentry.captureMessage("attached");
            end.run();
            Sentry.captureMessage("detached");
        });
        other.start();
        other.join();

        await().until(() -> this.receiver.events().size() == 2);
        assertThat(this.receiver.events())
                .filteredOn(
                        event -> event.at("/contexts/trace/trace_id").asText().equals(run.traceId()))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.at("/message/formatted").asText()).isEqualTo("attached"));
    }

    @Test
    void aRunMayEndOnAnotherThread() throws Exception {
        sentry(options -> {});
        RunScope run = open(this.telemetry);
        run.detach();
        Thread other = new Thread(() -> run.close(CheckInStatus.ERROR, new IllegalStateException(), null));
        other.start();
        other.join();

        assertThat(event().at("/contexts/trace/trace_id").asText()).isEqualTo(run.traceId());
    }

    @Test
    void withoutSentryThereIsNothing() {
        RunScope run = this.telemetry.open(MONITOR, this.id);

        assertThat(run).isSameAs(RunScope.NONE);
    }

    @Test
    void aBeforeSendThatThrowsHarmsNobody() {
        sentry(options -> options.setBeforeSend((event, hint) -> {
            throw new IllegalStateException("on purpose");
        }));
        RunScope run = open(this.telemetry);
        run.metric("n", 1);
        run.close(CheckInStatus.ERROR, new IllegalStateException(), null);
        run.detach();

        await().until(() -> this.receiver.transactions().size() == 1);
        assertThat(this.receiver.events()).isEmpty();
    }

    private void sentry(Consumer<SentryOptions> customizer) {
        Sentry.init(options -> {
            options.setDsn(this.receiver.dsn());
            options.setEnableShutdownHook(false);
            customizer.accept(options);
        });
    }

    private RunScope open(SentryRunTelemetry by) {
        return by.open(MONITOR, this.id);
    }

    private JsonNode event() {
        await().until(() -> !this.receiver.events().isEmpty());
        return this.receiver.events().get(0);
    }
}
