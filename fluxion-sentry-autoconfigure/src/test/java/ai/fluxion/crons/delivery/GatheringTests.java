package ai.fluxion.crons.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class GatheringTests {

    private static final long MOST = Duration.ofMillis(5).toNanos();

    private final Gathering gathering = new Gathering(Duration.ofMillis(5), 1024);

    /** @param pause between two check-ins, in nanoseconds */
    @Property
    void atAnySteadyRateMostOfTheRoomStaysFree(
            @ForAll @IntRange(min = 50, max = 100_000_000) int pause, @ForAll @LongRange(max = 1L << 60) long start) {
        long now = start;
        long next = this.gathering.next(0, now);
        for (int turn = 0; turn < 10; turn++) {
            assertThat(next).isBetween(0L, MOST);
            long came = next / pause;
            now += next;
            long after = this.gathering.next(came, now);
            if (came > 0) {
                assertThat(after / pause).as("after %s ns", next).isLessThanOrEqualTo(128);
            }
            next = after;
        }
    }

    @Test
    void fewMayGatherForTheLongestTime() {
        this.gathering.next(0, 0);
        assertThat(this.gathering.next(50, MOST)).isEqualTo(MOST);
    }

    @Test
    void aBurstMayNotGather() {
        this.gathering.next(0, 0);
        assertThat(this.gathering.next(5_000, 1_000)).isZero();
    }
}
