package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.delivery.DeliveryStatistics;
import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.delivery.HeartbeatPolicy;
import ai.fluxion.crons.delivery.InterruptedPolicy;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorConfig;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.monitor.Monitors;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckInSubmissionTests {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:07Z");

    private final List<CheckInMessage> sent = new ArrayList<>();

    private final CheckInSubmission submission = submission("production", null);

    private CheckInSubmission submission(String environment, @Nullable String dsn) {
        return new CheckInSubmission(
                new EngineSettings(
                        environment, dsn, true, Duration.ofSeconds(5), HeartbeatPolicy.AUTO, InterruptedPolicy.AUTO),
                new CheckInDelivery() {

                    @Override
                    public void submit(CheckInMessage message) {
                        CheckInSubmissionTests.this.sent.add(message);
                    }

                    @Override
                    public DeliveryStatistics statistics() {
                        return DeliveryStatistics.none(Destination.ENABLED);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({
        "*/10 * * * * *,       2026-01-05T10:01:00Z",
        "fixed-rate:PT10S,     2026-01-05T10:01:00Z",
        "fixed-delay:PT0.5S,   2026-01-05T10:01:00Z",
        "fixed-rate:PT10M,     2026-01-05T10:10:00Z",
        "0 0 11 * * *,         2026-01-05T11:00:00Z",
    })
    void aCloseIsTrueUntilTheNextSlotOfWhatSentryIsTold(String schedule, Instant trueUntil) {
        assertThat(close(Schedules.parse(schedule, ZoneId.of("UTC"))).trueUntil())
                .isEqualTo(trueUntil);
    }

    @Test
    void whatIsSentNamesZonesAsSentryDoes() {
        assertThat(config("0 0 2 * * *", ZoneOffset.UTC).timezone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(config("0 0 2 * * *", ZoneId.of("+05:00")).timezone()).isEqualTo(ZoneId.of("Etc/GMT-5"));
        assertThat(config("fixed-rate:PT10M", ZoneOffset.UTC).timezone()).isNull();
    }

    /** Its check-in is made of the slot, and so the same in every process; Sentry takes an id for one environment of one project. */
    @Test
    void whatNeverReportedHasAnIdOfItsProjectAndEnvironmentWhichAllReplicasShare() {
        CheckIn missed = new CheckIn(UUID.randomUUID(), CheckInStatus.MISSED, NOW, NOW, null, NOW, RunReport.EMPTY);
        MonitorDefinition monitor = Monitors.discovered("nightly", Schedules.parse("0 0 2 * * *", ZoneId.of("UTC")));
        String retail = "https://key@sentry.io/1";
        List<CheckInSubmission> processes = List.of(
                submission("production", retail),
                submission("production", retail),
                submission("staging", retail),
                submission("production", "https://key@sentry.io/2"));
        for (CheckInSubmission process : processes) {
            new TellingSentry(process, Clock.fixed(NOW, ZoneOffset.UTC)).neverReported(monitor, missed);
        }

        List<UUID> ids = this.sent.stream().map(CheckInMessage::id).toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
        assertThat(new HashSet<>(ids)).hasSize(3);
    }

    private MonitorConfig config(String schedule, ZoneId zone) {
        return Objects.requireNonNull(close(Schedules.parse(schedule, zone)).config());
    }

    private CheckInMessage close(Schedule schedule) {
        MonitorDefinition monitor = new MonitorDefinition(
                "etl-" + this.sent.size(),
                "etl",
                null,
                null,
                null,
                schedule,
                schedule.toSentry(),
                MonitorSettings.DEFAULTS,
                Origin.DECLARED,
                true,
                true);
        this.submission.submit(monitor, UUID.randomUUID(), CheckInStatus.OK, Duration.ZERO, null, NOW);
        return this.sent.get(this.sent.size() - 1);
    }
}
