package ai.fluxion.crons.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.provision.ProvisioningSettings;
import ai.fluxion.crons.testing.EnvelopeReceiver;
import ai.fluxion.crons.testing.Fault;
import ai.fluxion.crons.testing.Patience;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Patience.class)
class RunReporterTests {

    private final List<String> warnings = new CopyOnWriteArrayList<>();

    @Test
    void aHeartbeatThatHangsDoesNotHoldBackTheEnd() throws InterruptedException {
        try (EnvelopeReceiver sentry = EnvelopeReceiver.start()) {
            sentry.answer(envelope -> sentry.requests() == 2 ? Fault.hang() : Fault.none());
            CommandContext context = context(sentry.dsn(), new PastTheSlot());
            MonitorDefinition monitor = context.registry().definitions().stream()
                    .filter(definition -> definition.name().equals("etl_ventas_historico"))
                    .findFirst()
                    .orElseThrow();
            try (RunReporter reporter = new RunReporter(context, monitor.slug(), monitor, this.warnings::add)) {
                reporter.begun();
                await().until(() -> sentry.requests() == 2);

                reporter.ended(true);
            }

            assertThat(this.warnings).isEmpty();
            assertThat(sentry.checkIns())
                    .extracting(checkIn -> checkIn.path("status").asText())
                    .containsExactly("in_progress", "ok");
        }
    }

    /** A load balancer that restarts would make a run that went well a timeout, and one that began in time a miss. */
    @Test
    void aSentryThatFailsForAMomentIsToldOfBeginningAndEndAllTheSame() throws InterruptedException {
        try (EnvelopeReceiver sentry = EnvelopeReceiver.start()) {
            sentry.answer(envelope -> sentry.requests() % 2 == 1 ? Fault.status(503) : Fault.none());
            CommandContext context = context(sentry.dsn(), Clock.systemUTC());
            try (RunReporter reporter = new RunReporter(context, "etl-x", null, this.warnings::add)) {
                reporter.begun();
                await().until(() -> !sentry.checkIns().isEmpty());

                reporter.ended(true);
            }

            assertThat(this.warnings).isEmpty();
            assertThat(sentry.checkIns())
                    .extracting(checkIn -> checkIn.path("status").asText())
                    .containsExactly("in_progress", "ok");
        }
    }

    private static CommandContext context(String dsn, Clock clock) {
        return new CommandContext(
                CronsCommandLineTests.registry(),
                List.of(),
                Map.of(),
                "production",
                ZoneId.of("America/Caracas"),
                50,
                Duration.ofSeconds(3),
                null,
                "",
                new CommandContext.Ingest(dsn, true, null),
                () -> {
                    throw new IllegalArgumentException(ProvisioningSettings.TEST_SLUG);
                },
                clock,
                Locale.ENGLISH,
                new CommandContext.Streams(
                        new ByteArrayInputStream(new byte[0]),
                        new CronsCommandLineTests.Captured(),
                        new CronsCommandLineTests.Captured(),
                        false));
    }

    /** Before the slot when it is asked first, and past it with its heartbeat from then on. */
    private static final class PastTheSlot extends Clock {

        private final Thread asking = Thread.currentThread();

        private boolean asked;

        @Override
        public synchronized Instant instant() {
            boolean first = Thread.currentThread() == this.asking && !this.asked;
            this.asked |= first;
            return Instant.parse(first ? "2026-11-03T05:59:59Z" : "2026-11-03T06:00:10Z");
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
