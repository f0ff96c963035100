package ai.fluxion.sample.etl.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.sample.etl.consultas.Cronometro;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables, which the first replica makes. */
@Tag("exhaustive")
class PostgresConfigurationTest {

    @Test
    void aReplicaThatDiesWhileItMakesTheTablesLeavesNoHalfOfThem() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            DataSource base = postgres.getPostgresDatabase();
            JdbcClient sql = JdbcClient.create(base);
            PostgresConfiguration replica = new PostgresConfiguration();
            Cronometro cronometro = new Cronometro("postgresql", Duration.ofSeconds(1));
            // What it would make last of all is refused, as if it had died before.
            sql.sql("CREATE TABLE idx_qrtz_ft_tg (nada INT)").update();

            assertThatThrownBy(() -> replica.postgres(base, cronometro)).hasMessageContaining("IDX_QRTZ_FT_TG");

            sql.sql("DROP TABLE idx_qrtz_ft_tg").update();
            replica.postgres(base, cronometro);
            replica.postgres(base, cronometro); // the next one finds them
            assertThat(sql.sql("SELECT count(*) FROM pg_class WHERE relname = 'idx_qrtz_ft_tg' AND relkind = 'i'")
                            .query(Long.class)
                            .single())
                    .isOne();
        }
    }
}
