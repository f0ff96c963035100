package ai.fluxion.sample.etl.consultas;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.SqlProvider;

/**
 * Measures each statement that goes through {@code JdbcClient}.
 *
 * @since 0.1.0
 */
public final class ConsultasLentas extends JdbcTemplate {

    private final Cronometro cronometro;

    /** @param cronometro told of each */
    public ConsultasLentas(DataSource dataSource, Cronometro cronometro) {
        super(dataSource);
        this.cronometro = cronometro;
    }

    @Override
    public <T> @Nullable T query(
            PreparedStatementCreator psc, @Nullable PreparedStatementSetter pss, ResultSetExtractor<T> rse) {
        return cronometro.<@Nullable T, RuntimeException>medir(sql(psc), () -> super.query(psc, pss, rse));
    }

    @Override
    public int update(PreparedStatementCreator psc) {
        return cronometro.<Integer, RuntimeException>medir(sql(psc), () -> super.update(psc));
    }

    private static @Nullable String sql(PreparedStatementCreator sentencia) {
        return sentencia instanceof SqlProvider con ? con.getSql() : null;
    }
}
