package ai.fluxion.crons.delivery;

import static ai.fluxion.crons.monitor.CheckInStatus.ERROR;
import static ai.fluxion.crons.monitor.CheckInStatus.IN_PROGRESS;
import static ai.fluxion.crons.monitor.CheckInStatus.OK;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.monitor.CheckInStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Whatever jobs, networks and Sentry do, and in whatever order: Sentry hears a true story, and every check-in is counted. */
class OutboxPropertyTests {

    private static final int MONITORS = 3;

    private static final int RUNS = 12;

    private static final int WINDOW = 4;

    @Property(tries = 2000)
    void sentryHearsATrueStory(@ForAll("steps") List<Step> steps, @ForAll("capacity") int capacity) {
        World world = new World(capacity);
        steps.forEach(world::play);
        world.recover();
        world.verify();
    }

    @Provide
    Arbitrary<Integer> capacity() {
        return Arbitraries.of(1, 2, 5, 100);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<What> what = Arbitraries.frequency(
                tuple(4, What.START),
                tuple(4, What.OK),
                tuple(2, What.ERROR),
                tuple(6, What.SEND),
                tuple(4, What.ACCEPT),
                tuple(2, What.RETRY),
                tuple(1, What.LIMIT),
                tuple(2, What.LOSE_BEFORE),
                tuple(2, What.LOSE_AFTER),
                tuple(1, What.REFUSE),
                tuple(3, What.SECONDS),
                tuple(2, What.MINUTES),
                tuple(1, What.SWEEP));
        return Combinators.combine(what, Arbitraries.integers().between(0, RUNS - 1))
                .as(Step::new)
                .list()
                .ofMaxSize(150);
    }

    private static Tuple2<Integer, What> tuple(int weight, What what) {
        return Tuple.of(weight, what);
    }

    record Step(What what, int run) {}

    enum What {
        START,
        OK,
        ERROR,
        SEND,
        ACCEPT,
        RETRY,
        LIMIT,
        LOSE_BEFORE,
        LOSE_AFTER,
        REFUSE,
        SECONDS,
        MINUTES,
        SWEEP
    }

    /** Jobs on one side, Sentry on the other, and time. */
    private static final class World {

        private final Outbox outbox;

        private final int capacity;

        private final List<Dispatch> onTheWay = new ArrayList<>();

        private final List<CheckInMessage> arrived = new ArrayList<>();

        private final List<Duration> arrivals = new ArrayList<>();

        private final Map<UUID, List<CheckInStatus>> happened = new HashMap<>();

        private Duration elapsed = Duration.ZERO;

        World(int capacity) {
            this.capacity = capacity;
            this.outbox = new Outbox(capacity, new Gate(() -> 0.5));
        }

        void play(Step step) {
            switch (step.what()) {
                case START -> tell(step.run(), IN_PROGRESS);
                case OK -> tell(step.run(), OK);
                case ERROR -> tell(step.run(), ERROR);
                case SEND -> send();
                case ACCEPT -> settle(SendResult.accepted(), true);
                case RETRY -> settle(SendResult.retry("HTTP 500"), false);
                case LIMIT -> settle(SendResult.limited(Duration.ofSeconds(40), "limit"), false);
                case LOSE_BEFORE -> settle(SendResult.lost("reset"), false);
                case LOSE_AFTER -> settle(SendResult.lost("timeout"), true);
                case REFUSE -> settle(SendResult.refused("HTTP 413"), false);
                case SECONDS -> this.elapsed = this.elapsed.plusSeconds(step.run() + 1);
                case MINUTES -> this.elapsed = this.elapsed.plusMinutes(step.run() + 1);
                case SWEEP -> this.outbox.expire(now());
            }
            DeliveryStatistics counts = counts();
            assertThat(sum(counts)).isEqualTo(counts.made());
            assertThat(this.outbox.waiting()).isLessThanOrEqualTo(this.capacity);
        }

        /** A run ends once, and says nothing after. */
        private void tell(int run, CheckInStatus status) {
            UUID id = new UUID(0, run);
            List<CheckInStatus> words = this.happened.computeIfAbsent(id, key -> new ArrayList<>());
            if (!words.isEmpty() && words.get(words.size() - 1) != IN_PROGRESS) {
                return;
            }
            words.add(status);
            String slug = "m" + run % MONITORS;
            this.outbox.accept(
                    status == IN_PROGRESS
                            ? CheckIns.start(id, slug)
                            : CheckIns.close(id, slug, status, now().instant().plusSeconds(600)),
                    now());
        }

        private void send() {
            while (this.onTheWay.size() < WINDOW) {
                Dispatch dispatch = this.outbox.poll(now());
                if (dispatch == null) {
                    return;
                }
                assertThat(this.onTheWay)
                        .as("two of a monitor at a time")
                        .noneMatch(other -> other.message.slug().equals(dispatch.message.slug()));
                this.onTheWay.add(dispatch);
            }
        }

        private void settle(SendResult result, boolean arrives) {
            if (this.onTheWay.isEmpty()) {
                return;
            }
            Dispatch dispatch = this.onTheWay.remove(0);
            if (arrives) {
                this.arrived.add(dispatch.message);
                this.arrivals.add(Duration.ofNanos(dispatch.startedAt));
            }
            this.outbox.settle(dispatch, result, now());
        }

        /** Everything works again, for as long as anything may wait. */
        void recover() {
            for (int i = 0; i < 2000 && counts().pending() > 0; i++) {
                send();
                while (!this.onTheWay.isEmpty()) {
                    settle(SendResult.accepted(), true);
                }
                this.elapsed = this.elapsed.plusSeconds(1);
            }
        }

        void verify() {
            assertThat(counts().pending()).isZero();
            Map<UUID, List<CheckInMessage>> runs = new HashMap<>();
            this.arrived.forEach(message ->
                    runs.computeIfAbsent(message.id(), key -> new ArrayList<>()).add(message));
            runs.values().forEach(this::verifyRun);
            for (int monitor = 0; monitor < MONITORS; monitor++) {
                verifyRate("m" + monitor);
            }
        }

        private void verifyRun(List<CheckInMessage> words) {
            List<CheckInStatus> said =
                    words.stream().map(CheckInMessage::status).distinct().toList();
            assertThat(this.happened.get(words.get(0).id())).containsSubsequence(said);
            // Nothing of a run follows its end but the same end again.
            int end = said.indexOf(IN_PROGRESS) == 0 ? 1 : 0;
            assertThat(said.size()).isLessThanOrEqualTo(end + 1);
            assertThat(words.get(0).config()).as("config first").isNotNull();
        }

        private void verifyRate(String slug) {
            List<Duration> times = new ArrayList<>();
            for (int i = 0; i < this.arrived.size(); i++) {
                if (this.arrived.get(i).slug().equals(slug)) {
                    times.add(this.arrivals.get(i));
                }
            }
            for (Duration from : times) {
                assertThat(times)
                        .filteredOn(
                                at -> at.compareTo(from) >= 0 && at.minus(from).toSeconds() < 60)
                        .hasSizeLessThanOrEqualTo(Budget.PER_MINUTE);
            }
        }

        private Moment now() {
            return new Moment(this.elapsed.toNanos(), CheckIns.EPOCH.plus(this.elapsed));
        }

        private DeliveryStatistics counts() {
            return this.outbox.statistics(Destination.ENABLED);
        }

        private static long sum(DeliveryStatistics counts) {
            return counts.delivered()
                    + counts.superseded()
                    + counts.thinned()
                    + counts.expired()
                    + counts.failed()
                    + counts.dropped()
                    + counts.pending();
        }
    }
}
