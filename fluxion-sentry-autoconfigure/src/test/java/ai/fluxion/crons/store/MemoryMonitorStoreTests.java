package ai.fluxion.crons.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MemoryMonitorStoreTests extends MonitorStoreContractTests {

    private final MemoryMonitorStore store = new MemoryMonitorStore(HISTORY);

    @Override
    protected MonitorStore store() {
        return this.store;
    }

    @Test
    void whatIsMadeOfAHistoryIsMadeAgainOnceItChanged() {
        CheckInLog log = new CheckInLog(2);
        List<Integer> made = new ArrayList<>();
        RecordedCheckIns.Computation<Long> ended = checkIns -> {
            made.add(made.size());
            return checkIns.toList().stream()
                    .filter(one -> one.status() == CheckInStatus.OK)
                    .count();
        };
        Instant at = Instant.parse("2026-11-22T10:00:00Z");
        UUID id = UUID.randomUUID();

        assertThat(log.derive(ended)).isZero();
        log.put(checkIn(id, CheckInStatus.IN_PROGRESS, at));
        assertThat(log.derive(ended)).isZero();
        log.put(checkIn(id, CheckInStatus.OK, at));
        assertThat(log.derive(ended)).isOne();
        assertThat(log.derive(ended)).isOne();
        assertThat(made).as("made anew after a change only").hasSize(3);
        log.prune(at.plusSeconds(1));
        assertThat(log.derive(ended)).isZero();
        String another = log.derive(checkIns -> "another");
        assertThat(another).isEqualTo("another");
        assertThat(log.derive(ended)).isZero();
    }

    private static CheckIn checkIn(UUID id, CheckInStatus status, Instant at) {
        boolean open = status == CheckInStatus.IN_PROGRESS;
        return new CheckIn(id, status, at, open ? null : at, open ? null : Duration.ZERO, null, RunReport.EMPTY);
    }
}
