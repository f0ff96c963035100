package ai.fluxion.crons.engine;

import ai.fluxion.crons.actuate.MonitorsEndpoint;
import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.delivery.DeliveryStatistics;
import ai.fluxion.crons.delivery.HeartbeatPolicy;
import ai.fluxion.crons.delivery.InterruptedPolicy;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.telemetry.RunTelemetry;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a tick costs (at most 100 ms for 100,000 monitors), a page of the endpoint (at most 20 ms for 10,000), and what a
 * monitor with 100 runs of history weighs (at most 8 kB); each should grow no faster than the monitors.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@SuppressWarnings("NullAway.Init")
public class StateBenchmark {

    private static final Instant NOW = Instant.parse("2026-11-22T10:10:00Z");

    private static final int RUNS = 100;

    private static final List<ZoneId> ZONES =
            List.of(ZoneOffset.UTC, ZoneId.of("America/Caracas"), ZoneId.of("Europe/Madrid"));

    @Param({"1000", "10000", "100000"})
    public int monitors;

    private List<MonitorDefinition> definitions;

    private StateKeeper states;

    private MonitorsEndpoint endpoint;

    /** As the actuator writes. */
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    /** Gives every monitor its history, and prints what all of it weighs. */
    @Setup
    public void fill() {
        this.definitions = new ArrayList<>();
        for (int i = 0; i < this.monitors; i++) {
            String slug = "monitor-" + i;
            // Each has its own, and all have the same next slot.
            Schedule hourly = Schedules.unix("0 * * * " + (i % 7 == 0 ? "0-6" : "*"), ZONES.get(i % ZONES.size()));
            this.definitions.add(new MonitorDefinition(
                    slug,
                    slug,
                    null,
                    null,
                    null,
                    hourly,
                    hourly.toSentry(),
                    MonitorSettings.DEFAULTS,
                    MonitorDefinition.Origin.DECLARED,
                    true,
                    true));
        }
        long before = used();
        this.states = new StateKeeper(
                "production",
                Clock.fixed(NOW, ZoneOffset.UTC),
                new MemoryMonitorStore(RUNS),
                Duration.ofDays(90),
                List.of());
        for (MonitorDefinition monitor : this.definitions) {
            for (int run = RUNS; run > 0; run--) {
                this.states.record(
                        monitor,
                        new MonitorEvent.Closed(
                                UUID.randomUUID(),
                                NOW.minus(Duration.ofHours(run - 1)).minusSeconds(500),
                                CheckInStatus.OK,
                                Duration.ofMillis(ThreadLocalRandom.current().nextInt(100_000)),
                                RunReport.EMPTY));
            }
        }
        // Reports that wait are no part of a monitor.
        this.states.state(this.definitions.get(0));
        System.out.printf("# %d monitors: %d bytes each%n", this.monitors, (used() - before) / this.monitors);
        CheckInDelivery delivery = new NoDelivery();
        this.endpoint = new MonitorsEndpoint(
                "production",
                new FixedRegistry(this.definitions),
                this.states,
                delivery,
                new ProcessRunEngine(
                        this.states,
                        new CheckInSubmission(
                                new EngineSettings(
                                        "production",
                                        null,
                                        true,
                                        Duration.ofSeconds(5),
                                        HeartbeatPolicy.AUTO,
                                        InterruptedPolicy.AUTO),
                                delivery),
                        RunTelemetry.NONE,
                        Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    /** A minute in which nothing is due. */
    @Benchmark
    public void tick() {
        this.states.tick(this.definitions, NOW);
    }

    /** A page of 500, as it leaves. */
    @Benchmark
    public byte[] page() throws IOException {
        return this.json.writeValueAsBytes(this.endpoint.monitors(null, null, 0, 500));
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private record FixedRegistry(List<MonitorDefinition> all) implements MonitorRegistry {

        @Override
        public JobMonitor register(DiscoveredJob job) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable JobMonitor registerIfDeclared(DiscoveredJob job) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void retire(DiscoveredJob job) {
            throw new UnsupportedOperationException();
        }

        @Override
        public JobMonitor named(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Collection<MonitorDefinition> definitions() {
            return this.all;
        }

        @Override
        public @Nullable MonitorDefinition find(String slug) {
            return null;
        }

        @Override
        public @Nullable MonitorDefinition adopt(String slug, @Nullable String key) {
            return find(slug);
        }
    }

    private static final class NoDelivery implements CheckInDelivery {

        @Override
        public void submit(CheckInMessage message) {}

        @Override
        public DeliveryStatistics statistics() {
            return DeliveryStatistics.none(DeliveryStatistics.Destination.DISABLED);
        }
    }
}
