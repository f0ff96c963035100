package ai.fluxion.crons.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.Evaluation;
import ai.fluxion.crons.monitor.Histories;
import ai.fluxion.crons.monitor.History;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEffect;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.monitor.MonitorTransition;
import ai.fluxion.crons.monitor.Monitors;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.monitor.Slots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store keeps to. */
public abstract class MonitorStoreContractTests {

    protected static final int HISTORY = 100;

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private static final MonitorTransition TRANSITION = new MonitorTransition(false);

    private final MonitorDefinition monitor = Monitors.discovered("hourly", Slots.crontab("0 * * * *", null));

    private final MonitorKey key = new MonitorKey("production", "hourly");

    /** The store to test, empty, which keeps {@value #HISTORY} check-ins a monitor. */
    protected abstract MonitorStore store();

    @Test
    void nothingIsKnownOfAMonitorThatNeverWas() {
        assertThat(store().find(this.key)).isNull();
        assertThat(store().history(this.key, 10)).isEmpty();
        assertThat(store().slugs("production")).isEmpty();
    }

    @Test
    void stateAndHistoryAreReadBackAsTheyWereWritten() {
        RunReport report = new RunReport(
                "0 registros\n\"ñ\"",
                Map.of("tienda", "tienda_01", "ñ", "=;,"),
                Map.of("registros", 12L, "tasa", 36.5),
                List.of(
                        new RunReport.Step("extraer", Duration.ofMillis(1_234), true),
                        new RunReport.Step("cargar", Duration.ofSeconds(2), false)),
                "0af7651916cd43dd8448eb211c80319c");
        UUID id = UUID.randomUUID();
        Evaluation opened = apply(store(), new MonitorEvent.Opened(id, START, null, RunReport.EMPTY));
        assertThat(store().find(this.key)).isEqualTo(opened.state());

        Evaluation closed = apply(
                store(), new MonitorEvent.Closed(id, START.plusNanos(123_456_000), CheckInStatus.ERROR, null, report));

        assertThat(store().find(this.key)).isEqualTo(closed.state());
        assertThat(closed.state().incident()).isNotNull();
        assertThat(store().history(this.key, 10)).isEqualTo(closed.checkIns());
    }

    @Test
    void aRandomHistoryIsWhatThePureFunctionMakesOfIt() {
        MonitorDefinition other = Monitors.of(
                "hourly",
                Slots.crontab("*/5 * * * *", null),
                Monitors.settings(2, 5, 3, 2),
                MonitorDefinition.Origin.DECLARED);
        History pure = new History(other, START, false);
        for (MonitorEvent event : Histories.random(20261122, START, 150)) {
            pure.apply(event);
            apply(store(), this.key, other, event);
        }

        assertThat(store().find(this.key)).isEqualTo(pure.state());
        List<CheckIn> expected = pure.checkIns().stream()
                .sorted(Comparator.comparing(CheckIn::startedAt).reversed())
                .limit(20)
                .toList();
        assertThat(store().history(this.key, 20)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theHistoryIsNewestFirstAndLimited() {
        for (int i = 0; i < 5; i++) {
            closeOk(store(), START.plus(Duration.ofMinutes(i)));
        }

        assertThat(store().history(this.key, 3))
                .extracting(CheckIn::startedAt)
                .containsExactly(
                        START.plus(Duration.ofMinutes(4)),
                        START.plus(Duration.ofMinutes(3)),
                        START.plus(Duration.ofMinutes(2)));
    }

    @Test
    void theHistoryIsBoundedByNumber() {
        for (int i = 0; i < HISTORY + 20; i++) {
            closeOk(store(), START.plus(Duration.ofMinutes(i)));
        }
        store().prune("production", START.minus(Duration.ofDays(1)));

        assertThat(store().history(this.key, 1_000))
                .hasSize(HISTORY)
                .last()
                .extracting(CheckIn::startedAt)
                .isEqualTo(START.plus(Duration.ofMinutes(20)));
    }

    @Test
    void theHistoryIsBoundedByAge() {
        for (int i = 0; i < 10; i++) {
            closeOk(store(), START.plus(Duration.ofMinutes(i)));
        }
        UUID id = UUID.randomUUID();
        apply(store(), new MonitorEvent.Opened(id, START.plus(Duration.ofMinutes(20)), RunReport.EMPTY));

        store().prune("production", START.plus(Duration.ofMinutes(4)));

        assertThat(store().history(this.key, 1_000)).hasSize(7);
        assertThat(store().find(this.key)).isNotNull();
    }

    @Test
    void environmentsAndMonitorsAreApart() {
        MonitorKey staging = new MonitorKey("staging", "hourly");
        MonitorKey daily = new MonitorKey("production", "daily");
        closeOk(store(), START);
        MonitorEvent failed =
                new MonitorEvent.Closed(UUID.randomUUID(), START, CheckInStatus.ERROR, null, RunReport.EMPTY);
        Evaluation other = apply(store(), staging, this.monitor, failed);

        assertThat(store().find(staging)).isEqualTo(other.state()).isNotEqualTo(store().find(this.key));
        assertThat(store().find(daily)).isNull();
        assertThat(store().slugs("production")).containsExactly("hourly");
        assertThat(store().slugs("staging")).containsExactly("hourly");
        assertThat(store().slugs("other")).isEmpty();
    }

    @Test
    void aChangeThatFailsChangesNothing() {
        closeOk(store(), START);
        MonitorState before = store().find(this.key);

        assertThatIllegalStateException().isThrownBy(() -> store().update(this.key, null, (state, known) -> {
            throw new IllegalStateException("no");
        }));

        assertThat(store().find(this.key)).isEqualTo(before);
        assertThat(closeOk(store(), START.plusSeconds(1)).state()).isEqualTo(store().find(this.key));
    }

    @Test
    void noneOfManyChangesAtOnceIsLost() throws Exception {
        int threads = 4;
        int runs = 15;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Future<?>> futures = new ArrayList<>();
        MonitorStore store = store();
        for (int thread = 0; thread < threads; thread++) {
            futures.add(executor.submit(() -> {
                for (int i = 0; i < runs; i++) {
                    apply(
                            store,
                            new MonitorEvent.Closed(
                                    UUID.randomUUID(), START, CheckInStatus.ERROR, null, RunReport.EMPTY));
                }
            }));
        }
        for (Future<?> future : futures) {
            future.get();
        }
        executor.shutdown();

        assertThat(store.find(this.key)).satisfies(state -> assertThat(state.incident())
                .isNotNull()
                .satisfies(incident -> assertThat(incident.failures()).isEqualTo(threads * runs)));
        assertThat(store.history(this.key, 1_000)).hasSize(threads * runs);
    }

    @Test
    void aMissIsEvaluatedOnceHoweverManyTry() throws Exception {
        closeOk(store(), START);
        MonitorStore store = store();
        MonitorEvent.Tick tick = new MonitorEvent.Tick(START.plus(Duration.ofMinutes(61)));
        ExecutorService executor = Executors.newFixedThreadPool(4);
        List<Future<Evaluation>> futures = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            futures.add(executor.submit(() -> apply(store, tick)));
        }
        int misses = 0;
        for (Future<Evaluation> future : futures) {
            misses += (int) future.get().effects().stream()
                    .filter(MonitorEffect.Missed.class::isInstance)
                    .count();
        }
        executor.shutdown();

        assertThat(misses).isOne();
    }

    private Evaluation closeOk(MonitorStore store, Instant at) {
        return apply(store, new MonitorEvent.Closed(UUID.randomUUID(), at, CheckInStatus.OK, null, RunReport.EMPTY));
    }

    private Evaluation apply(MonitorStore store, MonitorEvent event) {
        return apply(store, this.key, this.monitor, event);
    }

    private static Evaluation apply(MonitorStore store, MonitorKey key, MonitorDefinition monitor, MonitorEvent event) {
        return store.update(
                key,
                id(event),
                (state, known) -> TRANSITION.apply(
                        monitor, state == null ? TRANSITION.begin(monitor, START) : state, known, event));
    }

    private static @Nullable UUID id(MonitorEvent event) {
        if (event instanceof MonitorEvent.Opened one) {
            return one.id();
        }
        if (event instanceof MonitorEvent.Heartbeat one) {
            return one.id();
        }
        return event instanceof MonitorEvent.Closed one ? one.id() : null;
    }
}
