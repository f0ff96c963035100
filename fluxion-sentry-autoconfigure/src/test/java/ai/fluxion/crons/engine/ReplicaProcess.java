package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.Incident;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.Monitors;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.monitor.Slots;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.store.jdbc.JdbcMonitorStore;
import ai.fluxion.crons.store.jdbc.SchemaInitialization;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A process of its own that does what it is told line by line: {@code open <id>}, {@code ok <id>}, {@code tick <instant>},
 * {@code heard}, {@code view}.
 */
final class ReplicaProcess {

    static final MonitorDefinition MONITOR = Monitors.discovered("replicated", Slots.crontab("0 0 1 1 *", null));

    private ReplicaProcess() {}

    public static void main(String[] args) throws Exception {
        Heard heard = new Heard();
        StateKeeper keeper = keeper(args[0], Duration.parse(args[1]), List.of(heard));
        keeper.start(FixedRegistry.of(MONITOR));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "open" ->
                    keeper.record(
                            MONITOR,
                            new MonitorEvent.Opened(
                                    UUID.fromString(words[1]), Clock.systemUTC().instant(), RunReport.EMPTY));
                case "ok" ->
                    keeper.record(
                            MONITOR,
                            new MonitorEvent.Closed(
                                    UUID.fromString(words[1]),
                                    Clock.systemUTC().instant(),
                                    CheckInStatus.OK,
                                    null,
                                    RunReport.EMPTY));
                case "tick" -> keeper.tick(List.of(MONITOR), Instant.parse(words[1]));
                case "heard" -> System.out.println("heard " + heard.told);
                default ->
                    System.out.println("view " + keeper.view(MONITOR).toString().replace('\n', ' '));
            }
        }
        keeper.stop(Duration.ofSeconds(5));
    }

    /** What is to be told once, by whichever process. */
    private static final class Heard implements MonitorListener {

        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void missed(MonitorDefinition monitor, CheckIn checkIn) {
            this.told.add("missed");
        }

        @Override
        public void incidentOpened(MonitorDefinition monitor, Incident incident, CheckIn checkIn) {
            this.told.add("opened");
        }

        @Override
        public void incidentResolved(MonitorDefinition monitor, Incident incident, CheckIn checkIn) {
            this.told.add("resolved");
        }

        @Override
        public void processEnded(MonitorDefinition monitor, CheckIn checkIn) {
            this.told.add("ended");
        }
    }

    static StateKeeper keeper(String url, Duration lease, List<MonitorListener> listeners) {
        return new StateKeeper(
                "production",
                Clock.systemUTC(),
                new JdbcMonitorStore(new DriverManagerDataSource(url), 100, SchemaInitialization.ALWAYS),
                new MemoryMonitorStore(100),
                Duration.ofDays(90),
                lease,
                listeners);
    }
}
