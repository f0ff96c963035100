package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.store.SharedMonitorStore;
import ai.fluxion.crons.store.SharedMonitorStore.Process;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProcessLeasesTests {

    private static final Duration LEASE = Duration.ofMinutes(2);

    private final UUID self = UUID.randomUUID();

    private final UUID other = UUID.randomUUID();

    private long nanos = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

    private long othersBeats = 1;

    private Duration answer = Duration.ZERO;

    private final ProcessLeases leases = new ProcessLeases(store(), "production", LEASE, () -> this.nanos);

    @Test
    void aProcessThatIsSilentForALeaseIsGone() {
        for (int beat = 0; beat < 4; beat++) {
            assertThat(this.leases.beat()).isEmpty();
            pass(this.leases.period());
        }

        assertThat(this.leases.beat()).containsExactly(this.other);
        assertThat(this.leases.hasPeers()).isFalse();
    }

    @Test
    void aProcessThatStoodStillTogetherWithThisOneIsNotGone() {
        this.leases.beat();
        pass(this.leases.period());
        this.leases.beat();
        pass(Duration.ofMinutes(10));

        assertThat(this.leases.beat()).isEmpty();
        assertThat(this.leases.hasPeers()).isTrue();

        this.othersBeats++;
        pass(this.leases.period());
        assertThat(this.leases.beat()).isEmpty();
    }

    @Test
    void aStoreThatHungForAllOfThemEndsNobody() {
        this.leases.beat();
        pass(this.leases.period());
        this.answer = Duration.ofMinutes(3);

        assertThat(this.leases.beat()).isEmpty();
    }

    @Test
    void aProcessThatDoesNotComeBackWithThisOneIsGoneAfterAll() {
        this.leases.beat();
        pass(Duration.ofMinutes(10));
        this.leases.beat();
        pass(this.leases.period());
        this.leases.beat();
        pass(this.leases.period());

        assertThat(this.leases.beat()).containsExactly(this.other);
    }

    private void pass(Duration time) {
        this.nanos += time.toNanos();
    }

    private SharedMonitorStore store() {
        return (SharedMonitorStore) Proxy.newProxyInstance(
                ProcessLeasesTests.class.getClassLoader(),
                new Class<?>[] {SharedMonitorStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "processId" -> this.self;
                    case "beat" -> {
                        pass(this.answer);
                        yield List.of(
                                new Process(this.self, "here", 1, 1, 1),
                                new Process(this.other, "there", 1, 1, this.othersBeats));
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
