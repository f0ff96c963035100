package ai.fluxion.crons.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;

/**
 * In a PostgreSQL as people run it. The image is {@code POSTGRES_IMAGE} where a registry of one's own has it. CI starts an
 * engine where it can, and fails if these were skipped although it could.
 */
@Tag("exhaustive")
@Testcontainers(disabledWithoutDocker = true)
class ContainerPostgresMonitorStoreTests extends JdbcMonitorStoreContractTests {

    @Container
    private static final PostgreSQLContainer<?> POSTGRES = new PostgreSQLContainer<>(
            DockerImageName.parse(Objects.requireNonNullElse(System.getenv("POSTGRES_IMAGE"), "postgres:16-alpine"))
                    .asCompatibleSubstituteFor("postgres"));

    private static HikariDataSource dataSource;

    @BeforeAll
    static void open() {
        dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(POSTGRES.getJdbcUrl());
        dataSource.setUsername(POSTGRES.getUsername());
        dataSource.setPassword(POSTGRES.getPassword());
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
