package ai.fluxion.crons.delivery.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.delivery.CheckInDispatcher;
import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.delivery.CheckIns;
import ai.fluxion.crons.delivery.DeliveryStatistics;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.testing.EnvelopeReceiver;
import ai.fluxion.crons.testing.Fault;
import io.sentry.Sentry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a network fails, before, during and after runs: what arrives, in which order, what is counted. */
class FaultMatrixTests {

    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private static final int CAPACITY = 10_000;

    /** For each place of the capacity 1 kB, its messages included, and something for connections and a JVM at work. */
    private static final long MOST_BYTES = CAPACITY * 1024L + 16 * 1024 * 1024;

    private final SdkUse use = new SdkUse();

    private final EnvelopeReceiver receiver = EnvelopeReceiver.start();

    private final Story story = new Story();

    private CheckInDispatcher dispatcher;

    @BeforeEach
    void start() {
        Sentry.init(options -> {
            options.setDsn(this.receiver.dsn());
            options.setEnableShutdownHook(false);
        });
    }

    @AfterEach
    void stop() {
        this.dispatcher.close();
        this.use.close();
        this.receiver.close();
        Sentry.close();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void oneRun(String name, Fault fault, When when) {
        play(fault, when, 1);
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Tag("exhaustive")
    void aHundredRuns(String name, Fault fault, When when) {
        play(fault, when, 100);
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Tag("exhaustive")
    void tenThousandRuns(String name, Fault fault, When when) {
        play(fault, when, 10_000);
    }

    static Stream<Arguments> faults() {
        Map<String, Fault> faults = Map.of(
                "refuse", Fault.refuse(),
                "hang", Fault.hang(),
                "500", Fault.status(500),
                "413", Fault.status(413),
                "429", Fault.status(429, Map.of("Retry-After", "1")),
                "429 of monitors", Fault.status(429, Map.of("X-Sentry-Rate-Limits", "1:monitor:organization")),
                "latency", Fault.latency(Duration.ofMillis(100)),
                "reset", Fault.reset(),
                "half-open", Fault.halfOpen(),
                "slow loris", Fault.slowLoris(Duration.ofMillis(100)));
        return faults.entrySet().stream().flatMap(fault -> Stream.of(When.values())
                .map(when -> Arguments.of(fault.getKey(), fault.getValue(), when)));
    }

    private void play(Fault fault, When when, int runs) {
        this.dispatcher = new CheckInDispatcher(
                new SentryCheckInSender(
                        Sentry.getCurrentScopes(),
                        this.use,
                        TIMEOUT.multipliedBy(runs > 1 ? 4 : 1),
                        new ExitTimeouts(Duration.ofSeconds(5), false, false)),
                CAPACITY,
                TIMEOUT.multipliedBy(runs > 1 ? 4 : 1),
                Clock.systemUTC());
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(runs).toList();
        long usedBefore = runs < CAPACITY ? 0 : usedMemory();
        long longest = 0;
        if (when == When.BEFORE) {
            this.receiver.fault(fault);
        }
        longest = Math.max(longest, each(ids, CheckInStatus.IN_PROGRESS));
        if (when == When.BEFORE) {
            await().until(() -> this.receiver.requests() > 0 || fault instanceof Fault.Refuse);
            this.receiver.fault(Fault.none());
        } else if (when == When.DURING) {
            this.receiver.fault(fault);
        }
        longest = Math.max(longest, each(ids, CheckInStatus.OK));
        assertThat(this.dispatcher.statistics().pending())
                .isLessThanOrEqualTo(CAPACITY + SentryCheckInSender.CONNECTIONS);
        // Without a fault what was sent lies in the receiver, in this same heap.
        if (runs >= CAPACITY && when != When.AFTER) {
            assertThat(usedMemory() - usedBefore)
                    .as("bytes with all that waits")
                    .isLessThan(MOST_BYTES);
        }
        if (when == When.AFTER) {
            settle();
            this.receiver.fault(fault);
        }
        this.receiver.fault(Fault.none());
        settle();

        DeliveryStatistics counts = this.dispatcher.statistics();
        assertThat(counts.pending()).isZero();
        assertThat(counts.made()).isEqualTo(2L * runs);
        assertThat(counts.delivered() + counts.superseded() + counts.dropped()).isEqualTo(counts.made());
        this.story.assertThatItIsTrue(this.receiver.checkIns());
        assertThat(Story.ends(this.receiver.checkIns())).isEqualTo(this.story.ended());
        this.story.assertThatEveryLastOutcomeArrived(this.receiver.checkIns());
        // No job waits for Sentry: a thread may lose its core, never a network's timeout.
        assertThat(Duration.ofNanos(longest)).isLessThan(TIMEOUT);
    }

    private void settle() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> this.dispatcher.statistics().pending() == 0);
    }

    /** Hands over for each run, and tells what the slowest took. */
    private long each(List<UUID> ids, CheckInStatus status) {
        List<CheckInMessage> messages = new ArrayList<>();
        for (int run = 0; run < ids.size(); run++) {
            messages.add(
                    status == CheckInStatus.IN_PROGRESS
                            ? CheckIns.start(ids.get(run), "m" + run)
                            : CheckIns.close(ids.get(run), "m" + run, status, null));
        }
        long longest = 0;
        for (CheckInMessage message : messages) {
            long before = System.nanoTime();
            this.dispatcher.submit(message);
            longest = Math.max(longest, System.nanoTime() - before);
            this.story.tell(message);
        }
        return longest;
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private enum When {
        BEFORE,
        DURING,
        AFTER
    }
}
