package ai.fluxion.crons.store.jdbc;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.store.MonitorKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of check-ins. */
final class CheckInRows {

    private final DataSource dataSource;

    private final JdbcClient jdbc;

    private final UUID process;

    /** @param process who makes the check-ins that are open */
    CheckInRows(DataSource dataSource, UUID process) {
        this.dataSource = dataSource;
        this.jdbc = Statements.all(dataSource);
        this.process = process;
    }

    void write(MonitorKey key, CheckIn checkIn, long version) {
        Map<String, @Nullable Object> values = CheckInRow.write(checkIn, this.process);
        String process = checkIn.status().isFinal() ? "NULL" : "COALESCE(process, :process)";
        int rows = this.jdbc
                .sql(
                        """
                UPDATE fluxion_crons_check_in SET version = :version, status = :status, started_at = :started,
                  finished_at = :finished, duration = :duration, expected_at = :expected, report = :report, process = %s
                WHERE environment = :environment AND slug = :slug AND id = :id"""
                                .formatted(process))
                .params(values)
                .params(Statements.where(key))
                .param("version", version)
                .update();
        if (rows == 0) {
            this.jdbc
                    .sql(
                            """
                    INSERT INTO fluxion_crons_check_in (environment, slug, id, version, status, started_at,
                      finished_at, duration, expected_at, report, process)
                    VALUES (:environment, :slug, :id, :version, :status, :started,
                      :finished, :duration, :expected, :report, :process)""")
                    .params(values)
                    .params(Statements.where(key))
                    .param("version", version)
                    .update();
        }
    }

    @Nullable CheckIn find(MonitorKey key, UUID id) {
        return this.jdbc
                .sql("SELECT " + CheckInRow.COLUMNS
                        + " FROM fluxion_crons_check_in WHERE environment = :environment AND slug = :slug AND id = :id")
                .params(Statements.where(key))
                .param("id", id.toString())
                .query(CheckInRow::read)
                .optional()
                .orElse(null);
    }

    List<CheckIn> newest(MonitorKey key, int limit) {
        return newest(key, limit, -1);
    }

    /** Newest first, of those that changed after a version of the state. */
    List<CheckIn> newest(MonitorKey key, int limit, long since) {
        return limited(limit)
                .sql("SELECT " + CheckInRow.COLUMNS + " FROM fluxion_crons_check_in"
                        + " WHERE environment = :environment AND slug = :slug AND version > :since"
                        + " ORDER BY started_at DESC")
                .params(Statements.where(key))
                .param("since", since)
                .query(CheckInRow::read)
                .list();
    }

    /** What is open stays, however old. */
    void prune(String environment, Instant before, int history) {
        String open = CheckInStatus.IN_PROGRESS.value();
        this.jdbc
                .sql("DELETE FROM fluxion_crons_check_in"
                        + " WHERE environment = :environment AND started_at < :before AND status <> :open")
                .param("environment", environment)
                .param("before", Micros.of(before))
                .param("open", open)
                .update();
        List<MonitorKey> crowded = this.jdbc
                .sql("SELECT slug FROM fluxion_crons_check_in WHERE environment = :environment"
                        + " GROUP BY slug HAVING COUNT(*) > :history")
                .param("environment", environment)
                .param("history", history)
                .query((row, number) -> new MonitorKey(environment, row.getString("slug")))
                .list();
        for (MonitorKey key : crowded) {
            List<Long> kept = limited(history)
                    .sql("SELECT started_at FROM fluxion_crons_check_in"
                            + " WHERE environment = :environment AND slug = :slug ORDER BY started_at DESC")
                    .params(Statements.where(key))
                    .query(Long.class)
                    .list();
            this.jdbc
                    .sql("DELETE FROM fluxion_crons_check_in WHERE environment = :environment AND slug = :slug"
                            + " AND started_at < :before AND status <> :open")
                    .params(Statements.where(key))
                    .param("before", kept.get(kept.size() - 1))
                    .param("open", open)
                    .update();
        }
    }

    private JdbcClient limited(int rows) {
        return Statements.limited(this.dataSource, rows);
    }
}
