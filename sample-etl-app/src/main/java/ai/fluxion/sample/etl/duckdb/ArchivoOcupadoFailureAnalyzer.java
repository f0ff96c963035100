package ai.fluxion.sample.etl.duckdb;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do when another process has the database's file.
 *
 * @since 0.1.0
 */
public final class ArchivoOcupadoFailureAnalyzer extends AbstractFailureAnalyzer<ArchivoOcupadoException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ArchivoOcupadoException cause) {
        Throwable motivo = cause.getCause();
        return new FailureAnalysis(
                "%s.%n%n%s".formatted(cause.getMessage(), motivo == null ? "" : motivo.getMessage()),
                "Stop the other process (another instance of this application, or a DuckDB shell), or set"
                        + " etl.duckdb.archivo to another file. DuckDB lets one process write a file.",
                cause);
    }
}
