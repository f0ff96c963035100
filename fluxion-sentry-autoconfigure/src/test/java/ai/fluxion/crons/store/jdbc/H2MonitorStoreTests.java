package ai.fluxion.crons.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** In a file, as one process would have it. */
class H2MonitorStoreTests extends JdbcMonitorStoreContractTests {

    private static HikariDataSource dataSource;

    @BeforeAll
    static void open(@TempDir Path folder) {
        dataSource = new HikariDataSource();
        dataSource.setJdbcUrl("jdbc:h2:file:" + folder.resolve("crons"));
    }

    @AfterAll
    static void close() {
        dataSource.close();
    }

    @Override
    DataSource dataSource() {
        return dataSource;
    }
}
