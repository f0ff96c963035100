package ai.fluxion.crons.store.jdbc;

import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.Incident;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.monitor.MonitorStatus;
import ai.fluxion.crons.monitor.OpenRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of states.
 *
 * @param slug the monitor's
 * @param version grows with every change
 * @param state what is in the row
 */
record StateRow(String slug, long version, MonitorState state) {

    static final String COLUMNS =
            """
            slug, version, status, last_check_in, last_decided, next_slot, next_latest,
            incident_start, incident_check_in, incident_failures, open_runs, recent, basis, announced, monitor_key""";

    static StateRow read(ResultSet row, int number) throws SQLException {
        MonitorState state = new MonitorState(
                MonitorStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                instant(row, "last_check_in"),
                instant(row, "last_decided"),
                instant(row, "next_slot"),
                instant(row, "next_latest"),
                incident(row),
                openRuns(row.getString("open_runs")),
                recent(row.getString("recent")),
                row.getString("basis"),
                row.getInt("announced") != 0,
                row.getString("monitor_key"));
        return new StateRow(row.getString("slug"), row.getLong("version"), state);
    }

    /** The parameters of a statement that writes a state. */
    static Map<String, @Nullable Object> write(MonitorState state) {
        Incident incident = state.incident();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("status", state.status().value());
        values.put("lastCheckIn", Micros.of(state.lastCheckIn()));
        values.put("lastDecided", Micros.of(state.lastDecided()));
        values.put("next", Micros.of(state.next()));
        values.put("nextLatest", Micros.of(state.nextLatest()));
        values.put("incidentStart", incident == null ? null : Micros.of(incident.startedAt()));
        values.put(
                "incidentCheckIn",
                incident == null ? null : incident.firstCheckIn().toString());
        values.put("incidentFailures", incident == null ? null : incident.failures());
        values.put("open", write(state.open()));
        values.put("recent", writeRecent(state.recent()));
        values.put("basis", state.basis());
        values.put("announced", state.announced() ? 1 : 0);
        // PostgreSQL refuses the sign, and with it every change of the monitor.
        values.put("monitorKey", state.key() == null ? null : state.key().replace('\0', '\uFFFD'));
        return values;
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return Micros.instant((Number) row.getObject(column));
    }

    private static @Nullable Incident incident(ResultSet row) throws SQLException {
        Instant start = instant(row, "incident_start");
        return start == null
                ? null
                : new Incident(
                        start, UUID.fromString(row.getString("incident_check_in")), row.getInt("incident_failures"));
    }

    private static @Nullable String write(List<OpenRun> runs) {
        Lines lines = new Lines();
        for (OpenRun run : runs) {
            lines.add(
                    run.id().toString(),
                    Micros.text(Micros.of(run.startedAt())),
                    Micros.text(Micros.of(run.timeoutAt())),
                    Micros.text(Micros.of(run.expectedAt())),
                    Micros.text(Micros.of(run.elapsed())),
                    Objects.requireNonNullElse(ReportText.write(run.report()), ""));
        }
        return runs.isEmpty() ? null : lines.toString();
    }

    private static List<OpenRun> openRuns(@Nullable String text) {
        List<OpenRun> runs = new ArrayList<>();
        for (List<String> line : text == null ? List.<List<String>>of() : Lines.read(text)) {
            runs.add(new OpenRun(
                    UUID.fromString(line.get(0)),
                    instant(line.get(1)),
                    instant(line.get(2)),
                    Micros.instant(Micros.parse(line.get(3))),
                    Micros.duration(Micros.parse(line.get(4))),
                    ReportText.read(line.get(5))));
        }
        return runs;
    }

    private static @Nullable String writeRecent(List<MonitorState.Recent> recent) {
        Lines lines = new Lines();
        for (MonitorState.Recent one : recent) {
            lines.add(
                    one.id().toString(),
                    Micros.text(Micros.of(one.startedAt())),
                    one.status().value());
        }
        return recent.isEmpty() ? null : lines.toString();
    }

    private static List<MonitorState.Recent> recent(@Nullable String text) {
        List<MonitorState.Recent> recent = new ArrayList<>();
        for (List<String> line : text == null ? List.<List<String>>of() : Lines.read(text)) {
            recent.add(new MonitorState.Recent(
                    UUID.fromString(line.get(0)),
                    instant(line.get(1)),
                    CheckInStatus.valueOf(line.get(2).toUpperCase(Locale.ROOT))));
        }
        return recent;
    }

    private static Instant instant(String text) {
        return Objects.requireNonNull(Micros.instant(Long.valueOf(text)));
    }
}
