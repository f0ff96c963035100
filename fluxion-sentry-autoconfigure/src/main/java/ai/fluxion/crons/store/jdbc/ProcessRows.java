package ai.fluxion.crons.store.jdbc;

import ai.fluxion.crons.store.SharedMonitorStore.OpenRunOf;
import ai.fluxion.crons.store.SharedMonitorStore.Process;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows of the table of processes: who is alive, and whose open runs are whose. */
final class ProcessRows {

    private static final int MAX_PLACE = 255;

    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    private final UUID self = UUID.randomUUID();

    private final String place = place();

    ProcessRows(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    UUID self() {
        return this.self;
    }

    /** In a transaction: a pool may hand out connections that commit nothing by themselves. */
    List<Process> beat(String environment) {
        return Objects.requireNonNull(this.transaction.execute(status -> {
            write(environment);
            return read(environment);
        }));
    }

    private void write(String environment) {
        int rows = this.jdbc
                .sql("UPDATE fluxion_crons_process SET beats = beats + 1 WHERE environment = :environment AND id = :id")
                .param("environment", environment)
                .param("id", this.self.toString())
                .update();
        if (rows == 0) {
            ProcessHandle handle = ProcessHandle.current();
            this.jdbc
                    .sql("INSERT INTO fluxion_crons_process (environment, id, place, pid, started_at, beats)"
                            + " VALUES (:environment, :id, :place, :pid, :started, 1)")
                    .param("environment", environment)
                    .param("id", this.self.toString())
                    .param("place", this.place)
                    .param("pid", handle.pid())
                    .param(
                            "started",
                            handle.info().startInstant().orElse(Instant.EPOCH).toEpochMilli())
                    .update();
        }
    }

    private List<Process> read(String environment) {
        return this.jdbc
                .sql("SELECT id, place, pid, started_at, beats FROM fluxion_crons_process"
                        + " WHERE environment = :environment")
                .param("environment", environment)
                .query((row, number) -> new Process(
                        UUID.fromString(row.getString("id")),
                        row.getString("place"),
                        row.getLong("pid"),
                        row.getLong("started_at"),
                        row.getLong("beats")))
                .list();
    }

    List<OpenRunOf> openRuns(String environment, UUID process) {
        return this.jdbc
                .sql("SELECT slug, id FROM fluxion_crons_check_in"
                        + " WHERE environment = :environment AND process = :process")
                .param("environment", environment)
                .param("process", process.toString())
                .query((row, number) -> new OpenRunOf(row.getString("slug"), UUID.fromString(row.getString("id"))))
                .list();
    }

    void forget(String environment, UUID process) {
        this.transaction.executeWithoutResult(status -> {
            this.jdbc
                    .sql("UPDATE fluxion_crons_check_in SET process = NULL"
                            + " WHERE environment = :environment AND process = :process")
                    .param("environment", environment)
                    .param("process", process.toString())
                    .update();
            this.jdbc
                    .sql("DELETE FROM fluxion_crons_process WHERE environment = :environment AND id = :process")
                    .param("environment", environment)
                    .param("process", process.toString())
                    .update();
        });
    }

    /** A machine, and on Linux the container in it: only there does a process's number mean anything. */
    private static String place() {
        String place = host() + "/" + System.getProperty("os.name");
        Path namespace = Path.of("/proc/self/ns/pid");
        try {
            place += "/" + Files.readSymbolicLink(namespace);
        } catch (IOException | UnsupportedOperationException | SecurityException ex) {
            place += "/-";
        }
        return place.length() > MAX_PLACE ? place.substring(place.length() - MAX_PLACE) : place;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException ex) {
            return "localhost";
        }
    }
}
