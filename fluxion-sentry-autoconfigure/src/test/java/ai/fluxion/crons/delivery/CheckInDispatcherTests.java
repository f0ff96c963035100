package ai.fluxion.crons.delivery;

import static ai.fluxion.crons.delivery.CheckIns.close;
import static ai.fluxion.crons.delivery.CheckIns.start;
import static ai.fluxion.crons.monitor.CheckInStatus.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.testing.Unchecked;
import java.lang.Thread.State;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CheckInDispatcherTests {

    private static final Clock CLOCK = Clock.fixed(CheckIns.EPOCH, ZoneOffset.UTC);

    private final FakeSender sender = new FakeSender();

    private final AtomicLong ticks = new AtomicLong();

    private final CheckInDispatcher dispatcher = new CheckInDispatcher(
            this.sender, 10_000, Duration.ofSeconds(5), CLOCK, () -> System.nanoTime() + this.ticks.get());

    @AfterEach
    void everythingHasExactlyOneFate() {
        this.dispatcher.close();
        DeliveryStatistics counts = this.dispatcher.statistics();
        assertThat(counts.pending()).isZero();
        assertThat(counts.made())
                .isEqualTo(counts.delivered()
                        + counts.superseded()
                        + counts.thinned()
                        + counts.expired()
                        + counts.failed()
                        + counts.dropped());
    }

    @Test
    void aCheckInIsSentByAnotherThread() {
        List<String> threads = new ArrayList<>();
        this.sender.behaviour = message -> {
            threads.add(Thread.currentThread().getName());
            return SendResult.accepted();
        };

        this.dispatcher.submit(start(UUID.randomUUID(), "a"));

        await().untilAsserted(() ->
                assertThat(this.dispatcher.statistics().delivered()).isEqualTo(1));
        assertThat(threads).containsExactly("fluxion-crons-delivery");
        assertThat(this.dispatcher.statistics().lastSuccess()).isEqualTo(CheckIns.EPOCH);
    }

    @Test
    void whatComesWhileTheThreadLetsCheckInsGatherIsSentWithoutACall() {
        for (int i = 1; i <= 40; i++) {
            int count = i;
            this.dispatcher.submit(close(UUID.randomUUID(), "m" + i, OK));
            // At once, and so at every moment of the thread's round.
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> this.sender.sent.size() == count);
        }
    }

    @Test
    void aBurstOfAsManyRunsAsThereIsRoomForLosesNoOutcome() throws Exception {
        this.sender.behaviour = message -> null;
        List<Thread> jobs = new ArrayList<>();
        for (int job = 0; job < 4; job++) {
            int first = job * 2500;
            jobs.add(new Thread(() -> {
                for (int run = first; run < first + 2500; run++) {
                    UUID id = UUID.randomUUID();
                    this.dispatcher.submit(start(id, "m" + run));
                    this.dispatcher.submit(close(id, "m" + run, OK));
                }
            }));
        }
        jobs.forEach(Thread::start);
        for (Thread job : jobs) {
            job.join();
        }

        this.sender.behaviour = message -> SendResult.accepted();
        hurry();
        hurry();

        await().until(() -> this.dispatcher.statistics().pending() == 0);
        assertThat(this.sender.sent.stream()
                        .filter(message -> message.status() == OK)
                        .map(CheckInMessage::id)
                        .distinct())
                .hasSize(10_000);
        assertThat(this.dispatcher.statistics().made()).isEqualTo(20_000);
    }

    @Test
    void anOutageIsSaidOnceWhenItBeginsAndOnceWhenItEnds(CapturedOutput output) {
        this.sender.behaviour = message -> SendResult.retry("HTTP 500");
        this.dispatcher.submit(close(UUID.randomUUID(), "a", OK));
        await().untilAsserted(() -> {
            hurry();
            assertThat(this.sender.sent).hasSizeGreaterThan(5);
        });
        this.sender.behaviour = message -> SendResult.accepted();
        await().untilAsserted(() -> {
            hurry();
            assertThat(output).contains("Sentry takes check-ins again");
        });

        assertThat(output.getAll().lines().filter(line -> line.contains("Sentry does not take check-ins (HTTP 500)")))
                .hasSize(1);
        assertThat(output.getAll().lines().filter(line -> line.contains("Sentry takes check-ins again")))
                .hasSize(1);
    }

    @Test
    void oneFailureBetweenSuccessesIsNoOutage(CapturedOutput output) {
        this.dispatcher.submit(close(UUID.randomUUID(), "a", OK));
        await().until(() -> this.dispatcher.statistics().delivered() == 1);
        this.sender.behaviour =
                message -> this.sender.sent.size() == 2 ? SendResult.lost("reset") : SendResult.accepted();
        this.dispatcher.submit(close(UUID.randomUUID(), "b", OK));
        await().until(() -> this.dispatcher.statistics().delivered() == 2);

        assertThat(output).doesNotContain("Sentry");
    }

    /** Not until the attempt has taken too long: the clock of the test stands still. */
    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, TimeoutException.class, NoClassDefFoundError.class})
    void aSenderThatThrowsIsAskedAgain(Class<? extends Throwable> thrown) throws Exception {
        Throwable failure = thrown.getConstructor(String.class).newInstance("on purpose");
        this.sender.behaviour = message -> {
            if (this.sender.sent.size() == 1) {
                throw Unchecked.of(failure);
            }
            return SendResult.accepted();
        };
        this.dispatcher.submit(close(UUID.randomUUID(), "a", OK));

        await().until(() -> this.dispatcher.statistics().delivered() == 1);
    }

    @Test
    void anAttemptWithoutAnswerIsAbandonedAndMadeAgain() {
        this.sender.behaviour = message -> this.sender.sent.size() == 1 ? null : SendResult.accepted();
        this.dispatcher.submit(close(UUID.randomUUID(), "a", OK));
        await().until(() -> this.sender.sent.size() == 1);
        assertThat(this.dispatcher.statistics().pending()).isEqualTo(1);

        this.ticks.addAndGet(Duration.ofSeconds(16).toNanos());

        await().until(() -> this.dispatcher.statistics().delivered() == 1);
        assertThat(this.sender.abandoned).hasValue(1);
    }

    @Test
    void flushingSendsWhatWaits() {
        this.sender.behaviour = message -> SendResult.retry("HTTP 500");
        this.dispatcher.submit(close(UUID.randomUUID(), "a", OK));
        await().until(() -> this.sender.sent.size() > 2);
        this.sender.behaviour = message -> SendResult.accepted();

        this.dispatcher.flush(Duration.ofSeconds(5));

        assertThat(this.dispatcher.statistics().delivered()).isEqualTo(1);
        this.dispatcher.close();
        assertThat(this.sender.closed).isTrue();
    }

    @Test
    void flushingTakesNoLongerThanItMay(CapturedOutput output) {
        this.sender.behaviour = message -> null;
        this.dispatcher.submit(close(UUID.randomUUID(), "a", OK));
        await().until(() -> this.sender.sent.size() == 1);
        long before = System.nanoTime();

        this.dispatcher.flush(Duration.ofMillis(300));

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(290), Duration.ofSeconds(2));
        this.dispatcher.close();
        assertThat(this.dispatcher.statistics().dropped()).isEqualTo(1);
        assertThat(output).contains("1 check-ins could not be sent before the end.");
    }

    @Test
    void whoFlushesAtTheSameTimeIsToldAsWell() throws InterruptedException {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        this.sender.behaviour = message -> {
            answered.join();
            return SendResult.accepted();
        };
        this.dispatcher.submit(close(UUID.randomUUID(), "a", OK));
        await().until(() -> this.sender.sent.size() == 1);
        Thread one = new Thread(() -> this.dispatcher.flush(Duration.ofHours(1)));
        Thread other = new Thread(() -> this.dispatcher.flush(Duration.ofHours(1)));

        one.start();
        await().until(() -> one.getState() == State.TIMED_WAITING);
        other.start();
        await().until(() -> other.getState() == State.TIMED_WAITING);
        answered.complete(null);
        one.join(60_000);
        other.join(60_000);

        assertThat(List.of(one.isAlive(), other.isAlive())).containsExactly(false, false);
    }

    @Test
    void flushingDoesNotWaitForWhatCannotLeaveInTime() {
        this.sender.behaviour = message -> SendResult.limited(Duration.ofHours(1), "limit");
        this.dispatcher.submit(close(UUID.randomUUID(), "a", OK));
        await().until(() -> this.sender.sent.size() == 1);
        long before = System.nanoTime();

        this.dispatcher.flush(Duration.ofMinutes(1));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        this.dispatcher.close();
        assertThat(this.dispatcher.statistics().dropped()).isEqualTo(1);
    }

    @Test
    void afterTheEndCheckInsAreCountedAndDropped() {
        this.dispatcher.close();

        this.dispatcher.submit(close(UUID.randomUUID(), "a", OK));

        assertThat(this.dispatcher.statistics().dropped()).isEqualTo(1);
        assertThat(this.sender.sent).isEmpty();
    }

    @Test
    void whenTheSdkIsClosedThatIsSaidOnceAndNothingPilesUp(CapturedOutput output) {
        this.sender.destination = Destination.DISABLED;
        for (int i = 0; i < 10; i++) {
            this.dispatcher.submit(close(UUID.randomUUID(), "m" + i, OK));
        }
        await().until(() -> this.dispatcher.statistics().dropped() == 10);

        this.dispatcher.submit(close(UUID.randomUUID(), "a", OK));
        await().until(() -> this.dispatcher.statistics().dropped() == 11);

        assertThat(output.getAll().lines().filter(line -> line.contains("check-ins are no longer sent")))
                .hasSize(1);
        assertThat(this.sender.sent).isEmpty();
    }

    @Test
    void overCapacityTheLossIsCountedAndSaidOnce(CapturedOutput output) {
        try (CheckInDispatcher small = new CheckInDispatcher(this.sender, 10, Duration.ofSeconds(5), CLOCK)) {
            this.sender.behaviour = message -> null;
            for (int i = 0; i < 100; i++) {
                small.submit(close(UUID.randomUUID(), "m" + i, OK));
            }
            await().untilAsserted(() -> assertThat(output).contains("fluxion.crons.delivery.capacity"));
            // Four are on their way, which is not room.
            assertThat(small.statistics().pending()).isBetween(10L, 14L);
            assertThat(small.statistics().dropped()).isBetween(86L, 90L);
        }
        assertThat(output.getAll().lines().filter(line -> line.contains("fluxion.crons.delivery.capacity")))
                .hasSize(1);
    }

    private void hurry() {
        this.ticks.addAndGet(Duration.ofSeconds(15).toNanos());
    }
}
