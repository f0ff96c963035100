package ai.fluxion.crons.store.jdbc;

import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.store.MonitorKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of states. */
final class StateRows {

    private final JdbcClient jdbc;

    StateRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param version that of the state which this one replaces, 0 if there is none
     * @throws OptimisticLockingFailureException if it is another one by now
     */
    void write(MonitorKey key, MonitorState state, long version, Instant now) {
        String statement = version == 0
                ? """
                INSERT INTO fluxion_crons_monitor (environment, slug, version, changed_at, status, last_check_in, last_decided,
                  next_slot, next_latest, incident_start, incident_check_in, incident_failures, open_runs, recent,
                  basis, announced, monitor_key)
                VALUES (:environment, :slug, :version + 1, :changed, :status, :lastCheckIn, :lastDecided,
                  :next, :nextLatest, :incidentStart, :incidentCheckIn, :incidentFailures, :open, :recent,
                  :basis, :announced, :monitorKey)"""
                : """
                UPDATE fluxion_crons_monitor SET version = version + 1, changed_at = :changed, status = :status,
                  last_check_in = :lastCheckIn, last_decided = :lastDecided,
                  next_slot = :next, next_latest = :nextLatest, incident_start = :incidentStart,
                  incident_check_in = :incidentCheckIn, incident_failures = :incidentFailures,
                  open_runs = :open, recent = :recent, basis = :basis, announced = :announced, monitor_key = :monitorKey
                WHERE environment = :environment AND slug = :slug AND version = :version""";
        int rows = this.jdbc
                .sql(statement)
                .params(StateRow.write(state))
                .params(Statements.where(key))
                .param("version", version)
                .param("changed", Micros.of(now))
                .update();
        if (rows == 0) {
            throw new OptimisticLockingFailureException("'%s' changed meanwhile".formatted(key.slug()));
        }
    }

    Optional<StateRow> find(MonitorKey key) {
        return this.jdbc
                .sql("SELECT " + StateRow.COLUMNS
                        + " FROM fluxion_crons_monitor WHERE environment = :environment AND slug = :slug")
                .params(Statements.where(key))
                .query(StateRow::read)
                .optional();
    }

    List<String> slugs(String environment) {
        return this.jdbc
                .sql("SELECT slug FROM fluxion_crons_monitor WHERE environment = :environment ORDER BY slug")
                .param("environment", environment)
                .query(String.class)
                .list();
    }

    /** The versions by slug. */
    Map<String, Long> versions(String environment) {
        return versions(this.jdbc
                .sql("SELECT slug, version FROM fluxion_crons_monitor WHERE environment = :environment")
                .param("environment", environment));
    }

    /** The versions of what changed after an instant, by slug. */
    Map<String, Long> versionsSince(String environment, Instant since) {
        return versions(this.jdbc
                .sql("SELECT slug, version FROM fluxion_crons_monitor"
                        + " WHERE environment = :environment AND changed_at > :since")
                .param("environment", environment)
                .param("since", Micros.of(since)));
    }

    private static Map<String, Long> versions(JdbcClient.StatementSpec statement) {
        Map<String, Long> versions = new HashMap<>();
        statement.query(row -> {
            versions.put(row.getString("slug"), row.getLong("version"));
        });
        return versions;
    }
}
