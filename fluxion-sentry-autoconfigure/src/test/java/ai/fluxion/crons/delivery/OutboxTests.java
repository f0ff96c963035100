package ai.fluxion.crons.delivery;

import static ai.fluxion.crons.delivery.CheckIns.close;
import static ai.fluxion.crons.delivery.CheckIns.start;
import static ai.fluxion.crons.monitor.CheckInStatus.ERROR;
import static ai.fluxion.crons.monitor.CheckInStatus.IN_PROGRESS;
import static ai.fluxion.crons.monitor.CheckInStatus.OK;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.monitor.CheckInStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTests {

    private final UUID run = UUID.randomUUID();

    private Duration elapsed = Duration.ZERO;

    private Outbox outbox = new Outbox(100, new Gate(() -> 0.5));

    @AfterEach
    void everythingHasExactlyOneFate() {
        DeliveryStatistics counts = counts();
        assertThat(counts.made())
                .isEqualTo(counts.delivered()
                        + counts.superseded()
                        + counts.thinned()
                        + counts.expired()
                        + counts.failed()
                        + counts.dropped()
                        + counts.pending());
    }

    @Test
    void aStartThatHasNotLeftIsReplacedByItsClose() {
        accept(start(this.run, "a"));
        accept(close(this.run, "a", OK));

        assertThat(drain()).extracting(CheckInMessage::status).containsExactly(OK);
        assertThat(counts().superseded()).isEqualTo(1);
    }

    @Test
    void theConfigRidesOnTheFirstCheckInOfEveryRunThatLeaves() {
        UUID other = UUID.randomUUID();
        accept(start(this.run, "a"));
        CheckInMessage first = accepted();
        accept(close(this.run, "a", OK));
        CheckInMessage second = accepted();
        accept(close(other, "a", OK));
        CheckInMessage third = accepted();

        assertThat(first.config()).isEqualTo(CheckIns.CONFIG);
        assertThat(second.config()).isNull();
        assertThat(third.config()).isEqualTo(CheckIns.CONFIG);
    }

    @Test
    void aCloseWaitsForTheStartOnItsWay() {
        accept(start(this.run, "a"));
        Dispatch start = next();
        accept(close(this.run, "a", OK));

        assertThat(poll()).isNull();
        settle(start, SendResult.accepted());
        assertThat(accepted().status()).isEqualTo(OK);
    }

    @Test
    void aStartThatFailsToLeaveGivesWayToItsCloseWhichTakesTheConfig() {
        accept(start(this.run, "a"));
        Dispatch start = next();
        accept(close(this.run, "a", OK));
        settle(start, SendResult.retry("HTTP 500"));
        pass(Duration.ofSeconds(1));

        CheckInMessage close = accepted();

        assertThat(close.status()).isEqualTo(OK);
        assertThat(close.config()).isEqualTo(CheckIns.CONFIG);
        assertThat(counts().superseded()).isEqualTo(1);
    }

    @Test
    void aStartThatMayHaveArrivedObligesTheCloseAndLeavesItTheConfig() {
        IntStream.range(0, 3).forEach(i -> {
            accept(close(UUID.randomUUID(), "a", OK));
            accepted();
        });
        pass(Duration.ofSeconds(58));
        accept(start(this.run, "a"));
        assertThat(poll()).isNull();
        pass(Duration.ofSeconds(3));
        settle(next(), SendResult.lost("timeout"));
        accept(close(this.run, "a", OK));
        pass(Duration.ofSeconds(1));

        assertThat(accepted())
                .satisfies(close -> assertThat(close.status()).isEqualTo(OK))
                .satisfies(close -> assertThat(close.config()).isEqualTo(CheckIns.CONFIG));
    }

    @Test
    void outcomesOfAMonitorLeaveOneByOneInTheirOrder() {
        UUID second = UUID.randomUUID();
        accept(start(this.run, "a"));
        accept(start(second, "a"));
        accept(close(second, "a", OK));
        accept(close(this.run, "a", ERROR));

        Dispatch first = next();
        assertThat(poll()).isNull();
        settle(first, SendResult.accepted());

        assertThat(first.message.id()).isEqualTo(second);
        assertThat(accepted().id()).isEqualTo(this.run);
    }

    @Test
    void aHeartbeatThatComesAfterTheCloseIsNoNews() {
        accept(close(this.run, "a", OK));
        accept(start(this.run, "a"));

        assertThat(drain()).extracting(CheckInMessage::status).containsExactly(OK);
        assertThat(counts().superseded()).isEqualTo(1);
    }

    @Test
    void aCloseThatWaitedBeyondItsTimeIsNotSent() {
        accept(close(this.run, "a", ERROR, CheckIns.EPOCH.plusSeconds(600)));
        settle(next(), SendResult.retry("HTTP 500"));
        pass(Duration.ofSeconds(600));

        assertThat(poll()).isNull();
        assertThat(counts().expired()).isEqualTo(1);
    }

    @Test
    void theSweepCountsOutWhatExpiresWhileNothingCanLeave() {
        accept(close(this.run, "a", ERROR, CheckIns.EPOCH.plusSeconds(600)));
        settle(next(), SendResult.limited(Duration.ofHours(1), "limit"));
        pass(Duration.ofSeconds(600));

        this.outbox.expire(now());

        assertThat(counts().expired()).isEqualTo(1);
        assertThat(this.outbox.untilNext(now())).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void afterAFailureOneAtATimeTriesTheWayEverMoreRarely() {
        IntStream.range(0, 10).forEach(i -> accept(close(UUID.randomUUID(), "m" + i, OK)));
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Dispatch probe = next();
            Dispatch second = poll();
            assertThat(second == null).isEqualTo(!pauses.isEmpty());
            if (second != null) {
                settle(second, SendResult.retry("HTTP 500"));
            }
            settle(probe, SendResult.retry("HTTP 500"));
            long pause = this.outbox.untilNext(now());
            pauses.add(Duration.ofNanos(pause).toMillis());
            pass(Duration.ofNanos(pause - 1));
            assertThat(poll()).isNull();
            pass(Duration.ofNanos(1));
        }
        assertThat(pauses).containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 15000L, 15000L, 15000L);

        assertThat(drain()).hasSize(10);
    }

    @Test
    void aProbeThatFailsGoesBehindTheOtherMonitors() {
        accept(close(this.run, "a", OK));
        accept(close(UUID.randomUUID(), "b", OK));
        settle(next(), SendResult.retry("HTTP 500"));
        pass(Duration.ofSeconds(1));

        assertThat(accepted().slug()).isEqualTo("b");
        assertThat(accepted().slug()).isEqualTo("a");
    }

    @Test
    void whatSentryRefusesIsTriedAgainAloneAndThenFails() {
        accept(close(this.run, "a", OK));
        int tries = 0;
        for (Dispatch dispatch = poll(); counts().failed() == 0; dispatch = poll()) {
            if (dispatch != null) {
                tries++;
                settle(dispatch, SendResult.refused("HTTP 413"));
                accept(close(UUID.randomUUID(), "other-" + tries, OK));
                pass(Duration.ofMillis(600));
                assertThat(accepted().slug()).startsWith("other");
            }
            pass(Duration.ofSeconds(1));
        }
        assertThat(tries).isEqualTo(10);
    }

    @Test
    void whatSentryRefusesDoesNotHoldUpTheNextOutcome() {
        accept(close(this.run, "a", OK));
        settle(next(), SendResult.refused("HTTP 413"));
        UUID next = UUID.randomUUID();
        accept(close(next, "a", ERROR));
        pass(Duration.ofSeconds(1));

        assertThat(accepted().id()).isEqualTo(next);
        assertThat(counts().failed()).isEqualTo(1);
    }

    @Test
    void overCapacityStartsGoFirstThenOutcomesThatWereOvertaken() {
        this.outbox = new Outbox(3, new Gate(() -> 0.5));
        accept(close(new UUID(0, 1), "a", OK));
        accept(start(new UUID(0, 2), "b"));
        accept(close(new UUID(0, 3), "a", ERROR));
        accept(close(new UUID(0, 4), "c", OK));
        assertThat(counts().dropped()).isEqualTo(1);
        accept(close(new UUID(0, 5), "d", OK));
        assertThat(counts().dropped()).isEqualTo(2);

        assertThat(drain())
                .extracting(CheckInMessage::id)
                .containsExactlyInAnyOrder(new UUID(0, 3), new UUID(0, 4), new UUID(0, 5));
    }

    @Test
    void atMostFiveAMinuteLeaveAndEveryChangeOfOutcomeDoes() {
        List<Duration> left = new ArrayList<>();
        List<CheckInStatus> told = new ArrayList<>();
        for (int second = 0; second < 600; second++) {
            UUID job = UUID.randomUUID();
            boolean fails = second >= 200 && second < 230 || second >= 400 && second < 402;
            accept(start(job, "a"));
            send(left, told);
            pass(Duration.ofMillis(500));
            accept(close(job, "a", fails ? ERROR : OK, now().instant().plusSeconds(60)));
            send(left, told);
            pass(Duration.ofMillis(500));
        }

        List<CheckInStatus> changes = new ArrayList<>();
        for (CheckInStatus outcome : told) {
            if (outcome != IN_PROGRESS && (changes.isEmpty() || changes.get(changes.size() - 1) != outcome)) {
                changes.add(outcome);
            }
        }
        assertThat(changes).containsExactly(OK, ERROR, OK, ERROR, OK);
        assertThat(left).allSatisfy(at -> assertThat(left)
                .filteredOn(other -> other.compareTo(at) >= 0 && other.minus(at).toSeconds() < 60)
                .hasSizeLessThanOrEqualTo(5));
        assertThat(counts().thinned()).isGreaterThan(500);
    }

    /** Sentry would miss the slot: what it was told last is of the one before. */
    @Test
    void theFirstOutcomeOfASlotIsNewsHoweverOftenTheSlotBeforeWasToldOf() {
        List<Duration> left = new ArrayList<>();
        Random random = new Random(7);
        for (int slot = 0; slot < 500; slot++) {
            Instant next = CheckIns.EPOCH.plus(Duration.ofMinutes(slot + 1));
            List<CheckInStatus> told = new ArrayList<>();
            int seconds = 0;
            for (int run = random.nextInt(6); run >= 0; run--) {
                UUID job = UUID.randomUUID();
                accept(start(job, "a"));
                send(left, told);
                pass(Duration.ofSeconds(2));
                accept(close(job, "a", OK, next));
                send(left, told);
                int pause = 1 + random.nextInt(7);
                pass(Duration.ofSeconds(pause));
                seconds += 2 + pause;
            }
            pass(Duration.ofSeconds(60 - seconds));
            assertThat(told).as("slot %d", slot).contains(OK);
        }
        assertThat(left).allSatisfy(at -> assertThat(left)
                .filteredOn(other -> other.compareTo(at) >= 0 && other.minus(at).toSeconds() < 60)
                .hasSizeLessThanOrEqualTo(5));
        assertThat(counts().thinned()).isPositive();
    }

    @Test
    void whoeverIsToldOfAStartIsToldOfItsEnd() {
        List<UUID> open = new ArrayList<>();
        for (int second = 0; second < 300; second++) {
            UUID job = UUID.randomUUID();
            accept(start(job, "a"));
            for (CheckInMessage message : drain()) {
                follow(open, message);
            }
            pass(Duration.ofMillis(300));
            accept(close(job, "a", OK));
            for (CheckInMessage message : drain()) {
                follow(open, message);
            }
            pass(Duration.ofMillis(700));
        }
        pass(Duration.ofMinutes(2));
        drain().forEach(message -> follow(open, message));
        assertThat(open).isEmpty();
    }

    @Test
    void theRatesOfMonitorsAndEnvironmentsAreTheirOwn() {
        for (int i = 0; i < 50; i++) {
            accept(close(UUID.randomUUID(), "m" + i % 10, OK));
        }
        assertThat(drain()).hasSize(30);
        assertThat(counts().thinned()).isEqualTo(20);
    }

    @Test
    void aLateResultOfAnAttemptThatWasGivenUpCountsNothing() {
        accept(close(this.run, "a", OK));
        Dispatch dispatch = next();
        settle(dispatch, SendResult.lost("no answer"));
        settle(dispatch, SendResult.accepted());
        assertThat(counts().delivered()).isZero();
        pass(Duration.ofSeconds(1));
        assertThat(drain()).hasSize(1);
    }

    @Test
    void monitorsWithoutEndDoNotFillTheMemory() {
        for (int i = 0; i < 5000; i++) {
            accept(close(UUID.randomUUID(), "m" + i, OK));
            drain();
            pass(Duration.ofSeconds(1));
        }
        assertThat(this.outbox.lanes()).isLessThan(1100);
    }

    @Test
    void givingUpDropsEverything() {
        accept(close(this.run, "a", OK));
        accept(close(UUID.randomUUID(), "b", OK));
        Dispatch onItsWay = next();
        this.outbox.giveUp();
        settle(onItsWay, SendResult.accepted());

        assertThat(counts().dropped()).isEqualTo(2);
        assertThat(counts().pending()).isZero();
    }

    private static void follow(List<UUID> open, CheckInMessage message) {
        if (message.status() == IN_PROGRESS) {
            open.add(message.id());
        } else {
            open.remove(message.id());
        }
    }

    private void send(List<Duration> left, List<CheckInStatus> told) {
        for (CheckInMessage message : drain()) {
            left.add(this.elapsed);
            told.add(message.status());
        }
    }

    private Moment now() {
        // Begins where ticks overflow.
        return new Moment(Long.MAX_VALUE - 1_000_000_000L + this.elapsed.toNanos(), CheckIns.EPOCH.plus(this.elapsed));
    }

    private void pass(Duration time) {
        this.elapsed = this.elapsed.plus(time);
    }

    private void accept(CheckInMessage message) {
        this.outbox.accept(message, now());
    }

    private @Nullable Dispatch poll() {
        return this.outbox.poll(now());
    }

    private Dispatch next() {
        return Objects.requireNonNull(poll(), "nothing may leave");
    }

    private void settle(Dispatch dispatch, SendResult result) {
        this.outbox.settle(dispatch, result, now());
    }

    private CheckInMessage accepted() {
        Dispatch dispatch = next();
        settle(dispatch, SendResult.accepted());
        return dispatch.message;
    }

    private List<CheckInMessage> drain() {
        List<CheckInMessage> sent = new ArrayList<>();
        for (Dispatch dispatch = poll(); dispatch != null; dispatch = poll()) {
            sent.add(dispatch.message);
            settle(dispatch, SendResult.accepted());
        }
        return sent;
    }

    private DeliveryStatistics counts() {
        return this.outbox.statistics(Destination.ENABLED);
    }
}
