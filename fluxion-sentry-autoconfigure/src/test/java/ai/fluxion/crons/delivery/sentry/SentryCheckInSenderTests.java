package ai.fluxion.crons.delivery.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.delivery.CheckIns;
import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.delivery.SendResult;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorConfig;
import ai.fluxion.crons.testing.EnvelopeReceiver;
import ai.fluxion.crons.testing.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import io.sentry.IScopes;
import io.sentry.Sentry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SentryCheckInSenderTests {

    private final SdkUse use = new SdkUse();

    private final EnvelopeReceiver receiver = EnvelopeReceiver.start();

    private IScopes application;

    private SentryCheckInSender sender;

    @BeforeEach
    void start() {
        Sentry.init(options -> {
            options.setDsn(this.receiver.dsn());
            options.setRelease("etl@1.2.3");
            options.setEnableShutdownHook(false);
            options.addIgnoredCheckIn("unwanted");
        });
        this.application = Sentry.getCurrentScopes();
        this.sender = new SentryCheckInSender(this.application, this.use, Duration.ofSeconds(20), exit());
    }

    @AfterEach
    void stop() {
        this.sender.close();
        this.use.close();
        this.receiver.close();
        Sentry.close();
    }

    @Test
    void aCheckInArrivesWithEverythingThatSentryKnows() {
        UUID run = UUID.randomUUID();

        assertThat(send(CheckIns.close(run, "etl-ventas", CheckInStatus.ERROR))).isEqualTo(SendResult.accepted());

        JsonNode sent = this.receiver.checkIns("etl-ventas").get(0);
        assertThat(sent.toString())
                .isEqualTo("{\"check_in_id\":\"" + run.toString().replace("-", "")
                        + "\",\"monitor_slug\":\"etl-ventas\",\"status\":\"error\",\"duration\":12.5,"
                        + "\"release\":\"etl@1.2.3\",\"environment\":\"production\",\"monitor_config\":{"
                        + "\"schedule\":{\"type\":\"crontab\",\"value\":\"0 2 * * *\"},\"checkin_margin\":30,"
                        + "\"max_runtime\":180,\"timezone\":\"America/Caracas\",\"failure_issue_threshold\":1,"
                        + "\"recovery_threshold\":1,\"owner\":\"team:datos\"},"
                        + "\"contexts\":{\"trace\":{\"trace_id\":\"00000000000000000000000000000001\"}}}");
        assertThat(this.receiver.envelopes().get(0).items()).hasSize(1);
    }

    @Test
    void anIntervalIsSentAsNumberAndUnitWithoutZone() {
        MonitorConfig interval =
                new MonitorConfig(new CheckIns.Schedule("interval", "6 hour"), null, 1, 30, 2, 3, null);
        CheckInMessage start = new CheckInMessage(
                UUID.randomUUID(),
                "x",
                "staging",
                CheckInStatus.IN_PROGRESS,
                null,
                null,
                interval,
                CheckIns.EPOCH,
                null);

        send(start);

        assertThat(this.receiver.checkIns("x").get(0).get("monitor_config").toString())
                .isEqualTo("{\"schedule\":{\"type\":\"interval\",\"value\":6,\"unit\":\"hour\"},\"checkin_margin\":1,"
                        + "\"max_runtime\":30,\"failure_issue_threshold\":2,\"recovery_threshold\":3}");
        assertThat(this.receiver.checkIns("x").get(0).has("contexts")).isTrue();
        assertThat(this.receiver.checkIns("x").get(0).get("environment").asText())
                .isEqualTo("staging");
    }

    @Test
    void theDiagnosticsOfTheSdkStillTellWhySomethingFailed() {
        this.receiver.fault(Fault.status(400));
        assertThat(send("a")).isEqualTo(SendResult.refused("HTTP 400"));
        this.receiver.fault(Fault.status(413));
        assertThat(send("a")).isEqualTo(SendResult.refused("HTTP 413"));
        this.receiver.fault(Fault.status(500));
        assertThat(send("a")).isEqualTo(SendResult.retry("HTTP 500"));
        this.receiver.fault(Fault.status(403));
        assertThat(send("a")).isEqualTo(SendResult.retry("HTTP 403"));
        this.receiver.fault(Fault.refuse());
        assertThat(send("a"))
                .satisfies(result -> assertThat(result.kind()).isEqualTo(SendResult.Kind.RETRY))
                .satisfies(result -> assertThat(result.reason()).startsWith("ConnectException"));
    }

    @Test
    void nobodyKnowsWhatBecomesOfACheckInWithoutAnswer() {
        this.sender = new SentryCheckInSender(this.application, this.use, Duration.ofMillis(300), exit());
        for (Fault fault : new Fault[] {Fault.hang(), Fault.halfOpen(), Fault.reset()}) {
            this.receiver.fault(fault);
            assertThat(send("a").kind()).as("%s", fault).isEqualTo(SendResult.Kind.LOST);
        }
    }

    @Test
    void aRateLimitHoldsForAllConnectionsAsLongAsSentrySaid() {
        this.receiver.fault(Fault.status(429, Map.of("X-Sentry-Rate-Limits", "120:monitor:organization")));

        SendResult limited = send("a");
        this.receiver.fault(Fault.none());
        SendResult afterwards = send("b");

        assertThat(limited.pause()).isBetween(Duration.ofSeconds(115), Duration.ofSeconds(121));
        assertThat(afterwards.pause()).isBetween(Duration.ofSeconds(115), Duration.ofSeconds(121));
        assertThat(this.receiver.checkIns()).isEmpty();
        assertThat(this.receiver.requests()).isEqualTo(1);
    }

    @Test
    void retryAfterIsObeyedLikewise() {
        this.receiver.fault(Fault.status(429, Map.of("Retry-After", "30")));

        assertThat(send("a")).satisfies(result -> assertThat(result.pause())
                .isBetween(Duration.ofSeconds(25), Duration.ofSeconds(31)));
    }

    @Test
    void aLimitOfAnotherKindOfDataIsNone() {
        this.receiver.fault(Fault.status(200, Map.of("X-Sentry-Rate-Limits", "120:error:organization")));

        assertThat(send("a")).isEqualTo(SendResult.accepted());
        assertThat(send("a")).isEqualTo(SendResult.accepted());
    }

    @Test
    void whatTheApplicationIgnoresIsNotSent() {
        assertThat(send("unwanted").kind()).isEqualTo(SendResult.Kind.UNWANTED);
        assertThat(this.receiver.requests()).isZero();
    }

    @Test
    void aConnectionThatNeverEndsCarriesNothingMore() {
        this.receiver.fault(Fault.slowLoris(Duration.ofMillis(50)));
        for (int i = 0; i < SentryCheckInSender.CONNECTIONS; i++) {
            this.sender
                    .send(CheckIns.start(UUID.randomUUID(), "stuck-" + i), result -> {})
                    .run();
        }
        this.receiver.fault(Fault.none());

        for (int i = 0; i < SentryCheckInSender.CONNECTIONS; i++) {
            assertThat(send("next-" + i)).isEqualTo(SendResult.accepted());
        }
    }

    @Test
    void closingTheApplicationsSentryEndsIt() {
        assertThat(this.sender.destination()).isEqualTo(Destination.ENABLED);

        Sentry.close();

        assertThat(this.sender.destination()).isEqualTo(Destination.DISABLED);
    }

    @Test
    void theApplicationsOwnClientIsLeftAlone() {
        this.receiver.fault(Fault.status(429, Map.of("X-Sentry-Rate-Limits", "120:monitor:organization")));
        send("a");
        this.receiver.fault(Fault.none());

        Sentry.captureMessage("still here");

        await().untilAsserted(() -> assertThat(this.receiver.events()).hasSize(1));
    }

    private static ExitTimeouts exit() {
        return new ExitTimeouts(Duration.ofSeconds(5), false, false);
    }

    private SendResult send(String slug) {
        return send(CheckIns.start(UUID.randomUUID(), slug));
    }

    private SendResult send(CheckInMessage message) {
        CompletableFuture<SendResult> result = new CompletableFuture<>();
        this.sender.send(message, result::complete);
        return result.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
