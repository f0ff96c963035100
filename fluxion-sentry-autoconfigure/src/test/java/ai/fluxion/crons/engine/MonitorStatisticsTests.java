package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MonitorStatisticsTests {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void percentilesAreThoseOfTheSortedDurations() {
        Random random = new Random(11);
        for (int size = 1; size <= 250; size++) {
            // Few values, so that many are the same, and many.
            int bound = size % 3 == 0 ? 4 : 1_000_000;
            List<Duration> durations = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                durations.add(Duration.ofNanos(1_000L * random.nextInt(bound)));
            }
            MonitorStatistics statistics = MonitorStatistics.of(checkIns(durations));

            List<Duration> sorted = durations.stream().sorted().toList();
            assertThat(statistics.p50()).isEqualTo(sorted.get((int) Math.ceil(size * 0.50) - 1));
            assertThat(statistics.p95()).isEqualTo(sorted.get((int) Math.ceil(size * 95 / 100.0) - 1));
            assertThat(statistics.max()).isEqualTo(sorted.get(size - 1));
        }
    }

    @Test
    void whatNeverEndedHasNeitherDurationsNorASuccess() {
        CheckIn open = new CheckIn(
                UUID.randomUUID(),
                CheckInStatus.IN_PROGRESS,
                START,
                null,
                Duration.ofSeconds(3),
                null,
                RunReport.EMPTY);

        MonitorStatistics statistics = MonitorStatistics.of(List.of(open));

        assertThat(statistics.p50()).isNull();
        assertThat(statistics.max()).isNull();
        assertThat(statistics.lastSuccess()).isNull();
        assertThat(statistics.runs()).isZero();
    }

    @Test
    void theLastSuccessIsTheOneThatEndedLast() {
        CheckIn slow = ended(START, Duration.ofHours(3), CheckInStatus.OK);
        CheckIn quick = ended(START.plusSeconds(60), Duration.ofSeconds(1), CheckInStatus.OK);
        CheckIn failed = ended(START.plusSeconds(90), Duration.ofHours(9), CheckInStatus.ERROR);

        assertThat(MonitorStatistics.of(List.of(slow, quick, failed)).lastSuccess())
                .isEqualTo("2026-11-22T13:00:00Z");
    }

    private static List<CheckIn> checkIns(List<Duration> durations) {
        return durations.stream()
                .map(duration -> ended(START, duration, CheckInStatus.OK))
                .toList();
    }

    private static CheckIn ended(Instant start, Duration duration, CheckInStatus status) {
        return new CheckIn(UUID.randomUUID(), status, start, start.plus(duration), duration, null, RunReport.EMPTY);
    }
}
