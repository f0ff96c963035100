package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.engine.StoreAvailability.Outcome;
import ai.fluxion.crons.testing.Unchecked;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class StoreAvailabilityTests {

    private final StoreAvailability availability = new StoreAvailability(new PendingChanges(), () -> 0);

    /** A pool in Kotlin need not say what it throws; the thread that writes must live on. */
    @Test
    void aStoreThatThrowsACheckedExceptionIsAwayLikeAnyOther() {
        assertThat(this.availability.attempt(StoreAvailabilityTests::time)).isFalse();

        assertThat(this.availability.isDown()).isTrue();
    }

    @Test
    void aChangeThatEndsInACheckedExceptionIsRefusedLikeAnyOther() {
        Outcome outcome = this.availability.attempt(StoreAvailabilityTests::time, () -> {}, 3, ex -> {
            assertThat(ex).isInstanceOf(TimeoutException.class);
        });

        assertThat(outcome).isEqualTo(Outcome.REFUSED);
        assertThat(this.availability.attempt(StoreAvailabilityTests::time, StoreAvailabilityTests::time, 3, ex -> {}))
                .isEqualTo(Outcome.AWAY);
    }

    /** A pool may have one exception for all. */
    @Test
    void aStoreThatThrowsOneExceptionEachTimeIsAwayLikeAnyOther() {
        IllegalStateException same = new IllegalStateException("no connection to be had");
        Runnable away = () -> {
            throw same;
        };

        assertThat(this.availability.attempt(away, away, 3, ex -> {})).isEqualTo(Outcome.AWAY);
    }

    private static void time() {
        throw Unchecked.of(new TimeoutException("no connection to be had"));
    }
}
