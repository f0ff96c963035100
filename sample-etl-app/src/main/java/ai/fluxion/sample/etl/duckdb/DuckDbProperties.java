package ai.fluxion.sample.etl.duckdb;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The embedded database.
 *
 * @param archivo its file; folders are made
 * @param memoria how much memory it may take beside the heap, before it spills to disk
 * @param hilos how many threads it may use for one statement: each store loads on a thread of its own already, and a
 *     second one for 20,000 lines costs more in waiting for each other than it does
 * @param consultaLenta from when on a query is slow, and becomes a span
 * @since 0.1.0
 */
@ConfigurationProperties("etl.duckdb")
public record DuckDbProperties(
        @DefaultValue("./datos/klk.duckdb") Path archivo,
        @DefaultValue("512MB") DataSize memoria,
        @DefaultValue("1") int hilos,
        @DefaultValue("1s") Duration consultaLenta) {

    public DuckDbProperties {
        if (hilos < 1) {
            throw new IllegalArgumentException("etl.duckdb.hilos: " + hilos + " is not positive");
        }
    }
}
