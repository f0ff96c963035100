package ai.fluxion.crons.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** In a PostgreSQL that the test unpacks and starts by itself. */
class EmbeddedPostgresMonitorStoreTests extends JdbcMonitorStoreContractTests {

    private static EmbeddedPostgres postgres;

    private static HikariDataSource dataSource;

    @BeforeAll
    static void open() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        dataSource = new HikariDataSource();
        dataSource.setDataSource(postgres.getPostgresDatabase());
    }

    @AfterAll
    static void close() throws IOException {
        dataSource.close();
        postgres.close();
    }

    @Override
    DataSource dataSource() {
        return dataSource;
    }
}
