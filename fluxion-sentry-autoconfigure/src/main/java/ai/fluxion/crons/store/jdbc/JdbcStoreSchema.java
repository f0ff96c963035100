package ai.fluxion.crons.store.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.DatabaseMetaDataCallback;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * The tables of {@link JdbcMonitorStore}, created and brought up to date by scripts: {@code schema-<platform>.sql} makes
 * version 1, and {@code upgrade-<version>-<platform>.sql} each version after it. The platforms are {@code h2} and
 * {@code postgresql}; all others are {@code generic}. Several processes may do it at once.
 *
 * @since 0.1.0
 */
public final class JdbcStoreSchema {

    /** The version that this code needs. */
    public static final int VERSION = 1;

    private static final Log logger = LogFactory.getLog(JdbcStoreSchema.class);

    private static final String SCRIPTS = "ai/fluxion/crons/store/jdbc/";

    private static final int ATTEMPTS = 5;

    private final DataSource dataSource;

    private final String scripts;

    private final int target;

    public JdbcStoreSchema(DataSource dataSource) {
        this(dataSource, SCRIPTS, VERSION);
    }

    JdbcStoreSchema(DataSource dataSource, String scripts, int target) {
        this.dataSource = dataSource;
        this.scripts = scripts;
        this.target = target;
    }

    /**
     * The version of the tables that are there; 0 if there are none.
     *
     * @throws DataAccessException if the database does not answer
     */
    public int version() {
        JdbcTemplate jdbc = new JdbcTemplate(this.dataSource);
        boolean exists = Boolean.TRUE.equals(jdbc.execute((Connection connection) -> {
            for (String name : new String[] {"fluxion_crons_schema", "FLUXION_CRONS_SCHEMA"}) {
                try (var tables = connection.getMetaData().getTables(null, null, name, null)) {
                    if (tables.next()) {
                        return true;
                    }
                }
            }
            return false;
        }));
        Integer version =
                exists ? jdbc.queryForObject("SELECT MAX(version) FROM fluxion_crons_schema", Integer.class) : null;
        return version == null ? 0 : version;
    }

    /**
     * Creates what is missing if that is wanted.
     *
     * @throws DataAccessException if the database does not answer or refuses
     */
    public void initialize(SchemaInitialization initialization) {
        if (initialization == SchemaInitialization.ALWAYS
                || (initialization == SchemaInitialization.EMBEDDED && isInMemory())) {
            migrate();
        }
    }

    private boolean isInMemory() {
        String url = metaData(DatabaseMetaData::getURL);
        return url.startsWith("jdbc:h2:mem:")
                || url.startsWith("jdbc:hsqldb:mem:")
                || url.startsWith("jdbc:derby:memory:");
    }

    /**
     * Creates what is missing. Tables of a newer version are left alone: a newer process made them, beside which this one
     * may run for a while.
     *
     * @throws DataAccessException if the database does not answer or refuses
     */
    public void migrate() {
        for (int attempt = 1; ; attempt++) {
            int version = version();
            if (version >= this.target) {
                return;
            }
            try {
                run(version == 0 ? "schema" : "upgrade-" + (version + 1));
                logger.info("The monitor store's tables are at version %d".formatted(version + 1));
                attempt = 0;
            } catch (DataAccessException ex) {
                // Another process may be doing the same.
                if (attempt == ATTEMPTS) {
                    throw ex;
                }
                LockSupport.parkNanos(Duration.ofMillis(200L * attempt).toNanos());
            }
        }
    }

    private void run(String script) {
        ResourceDatabasePopulator populator = new ResourceDatabasePopulator(resource(script));
        populator.setSqlScriptEncoding("UTF-8");
        DatabasePopulatorUtils.execute(populator, this.dataSource);
    }

    private Resource resource(String script) {
        Resource own = new ClassPathResource(
                this.scripts + script + "-" + platform() + ".sql", getClass().getClassLoader());
        return own.exists()
                ? own
                : new ClassPathResource(
                        this.scripts + script + "-generic.sql", getClass().getClassLoader());
    }

    private String platform() {
        return metaData(DatabaseMetaData::getDatabaseProductName).toLowerCase(Locale.ROOT);
    }

    private String metaData(DatabaseMetaDataCallback<String> callback) {
        try {
            return Objects.requireNonNullElse(JdbcUtils.extractDatabaseMetaData(this.dataSource, callback), "");
        } catch (MetaDataAccessException ex) {
            throw new DataAccessResourceFailureException("The database says nothing of itself", ex);
        }
    }
}
