package ai.fluxion.sample.etl.duckdb;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do when the database's file cannot be opened.
 *
 * @since 0.1.0
 */
public final class ArchivoFailureAnalyzer extends AbstractFailureAnalyzer<ArchivoException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ArchivoException cause) {
        Throwable motivo = cause.getCause();
        return new FailureAnalysis(
                "%s.%n%n%s".formatted(cause.getMessage(), motivo == null ? "" : motivo.getMessage()),
                cause.consejo(),
                cause);
    }
}
