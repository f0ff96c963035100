package ai.fluxion.crons.store.jdbc;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the table of check-ins. */
final class CheckInRow {

    static final String COLUMNS = "id, status, started_at, finished_at, duration, expected_at, report";

    private CheckInRow() {}

    static CheckIn read(ResultSet row, int number) throws SQLException {
        return new CheckIn(
                UUID.fromString(row.getString("id")),
                CheckInStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Objects.requireNonNull(StateRow.instant(row, "started_at")),
                StateRow.instant(row, "finished_at"),
                Micros.duration((Number) row.getObject("duration")),
                StateRow.instant(row, "expected_at"),
                ReportText.read(row.getString("report")));
    }

    /**
     * The parameters of a statement that writes a check-in.
     *
     * @param process who made it, as long as it is open
     */
    static Map<String, @Nullable Object> write(CheckIn checkIn, UUID process) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("id", checkIn.id().toString());
        values.put("status", checkIn.status().value());
        values.put("started", Micros.of(checkIn.startedAt()));
        values.put("finished", Micros.of(checkIn.finishedAt()));
        values.put("duration", Micros.of(checkIn.duration()));
        values.put("expected", Micros.of(checkIn.expectedAt()));
        values.put("report", ReportText.write(checkIn.report()));
        values.put("process", checkIn.status().isFinal() ? null : process.toString());
        return values;
    }
}
