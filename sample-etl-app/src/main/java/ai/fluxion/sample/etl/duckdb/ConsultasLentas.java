package ai.fluxion.sample.etl.duckdb;

import io.sentry.ISpan;
import io.sentry.Instrumenter;
import io.sentry.Sentry;
import io.sentry.SentryDate;
import io.sentry.SentryNanotimeDate;
import io.sentry.SpanStatus;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.SqlProvider;

/** Makes a span, and a line in the log, of each statement that takes long; of the many others nothing. */
final class ConsultasLentas extends JdbcTemplate {

    private static final Logger log = LoggerFactory.getLogger(ConsultasLentas.class);

    private final long umbralNanos;

    ConsultasLentas(DataSource dataSource, Duration umbral) {
        super(dataSource);
        this.umbralNanos = umbral.toNanos();
    }

    @Override
    public <T> @Nullable T query(
            PreparedStatementCreator psc, @Nullable PreparedStatementSetter pss, ResultSetExtractor<T> rse) {
        return medir(psc, () -> super.query(psc, pss, rse));
    }

    @Override
    public int update(PreparedStatementCreator psc) {
        Integer filas = medir(psc, () -> super.update(psc));
        return filas == null ? 0 : filas;
    }

    private <T> @Nullable T medir(PreparedStatementCreator sentencia, Supplier<@Nullable T> trabajo) {
        SentryDate desde = new SentryNanotimeDate();
        long inicio = System.nanoTime();
        SpanStatus estado = SpanStatus.INTERNAL_ERROR;
        try {
            T resultado = trabajo.get();
            estado = SpanStatus.OK;
            return resultado;
        } finally {
            long nanos = System.nanoTime() - inicio;
            if (nanos >= umbralNanos) {
                contar(sentencia instanceof SqlProvider con ? con.getSql() : null, desde, nanos, estado);
            }
        }
    }

    private static void contar(@Nullable String sql, SentryDate desde, long nanos, SpanStatus estado) {
        log.info("slow query, {} ms: {}", nanos / 1_000_000, sql == null ? "?" : sql.replaceAll("\\s+", " "));
        ISpan padre = Sentry.getSpan();
        if (padre != null) {
            ISpan span = padre.startChild("db.sql.query", sql, desde, Instrumenter.SENTRY);
            span.setData("db.system", "duckdb");
            span.finish(estado);
        }
    }
}
