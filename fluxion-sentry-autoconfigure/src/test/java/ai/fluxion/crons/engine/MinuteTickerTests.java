package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MinuteTickerTests {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final List<Instant> ticks = new ArrayList<>();

    private final MinuteTicker ticker = new MinuteTicker(Clock.systemUTC(), this.ticks::add);

    @Test
    void everyMinuteTicks() {
        tick(0, 0);
        tick(60, 60);
        tick(135, 135);

        assertThat(this.ticks).hasSize(3);
    }

    @Test
    void aClockThatJumpedAheadGivesOneMinuteToTheSchedulers() {
        tick(0, 0);
        tick(8 * 3600, 60);
        assertThat(this.ticks).hasSize(1);

        tick(8 * 3600 + 60, 120);

        assertThat(this.ticks).hasSize(2).last().isEqualTo(START.plusSeconds(8 * 3600 + 60));
    }

    @Test
    void aClockThatWentBackTicksOn() {
        tick(3600, 0);
        tick(0, 60);

        assertThat(this.ticks).hasSize(2);
    }

    @Test
    void aMinuteThatIsBeingEvaluatedAtTheEndIsNotInterrupted() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        MinuteTicker busy = new MinuteTicker(Clock.systemUTC(), now -> {
            began.countDown();
            try {
                stopped.await();
                ended.countDown();
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        });
        busy.start();
        began.await();

        busy.stop(Duration.ofMillis(10));
        stopped.countDown();

        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private void tick(long clockSeconds, long realSeconds) {
        this.ticker.tick(
                START.plusSeconds(clockSeconds), Duration.ofSeconds(realSeconds).toNanos());
    }
}
