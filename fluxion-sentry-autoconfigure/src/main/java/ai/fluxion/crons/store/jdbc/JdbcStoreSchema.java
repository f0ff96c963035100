package ai.fluxion.crons.store.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.datasource.init.ScriptException;
import org.springframework.jdbc.support.DatabaseMetaDataCallback;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tables of {@link JdbcMonitorStore}, created and brought up to date by scripts: {@code schema-<platform>.sql} makes
 * version 1, and {@code upgrade-<version>-<platform>.sql} each version after it. The platforms are {@code h2} and
 * {@code postgresql}; all others are {@code generic}. Several processes may do it at once. A script that was released does
 * not change, and an upgrade leaves the version before it working, whose processes run on while others are replaced.
 *
 * @since 0.1.0
 */
public final class JdbcStoreSchema {

    /** The version that this code needs. */
    public static final int VERSION = 2;

    private static final Logger logger = LoggerFactory.getLogger(JdbcStoreSchema.class);

    private static final String SCRIPTS = "ai/fluxion/crons/store/jdbc/";

    private static final String POSTGRESQL = "postgresql";

    /** Of PostgreSQL's advisory lock: "fluxion" in ASCII. */
    private static final long LOCK = 0x666c7578696f6eL;

    private static final int ATTEMPTS = 5;

    private final DataSource dataSource;

    private final JdbcTemplate jdbc;

    private final String scripts;

    private final int target;

    public JdbcStoreSchema(DataSource dataSource) {
        this(dataSource, SCRIPTS, VERSION);
    }

    JdbcStoreSchema(DataSource dataSource, String scripts, int target) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        this.scripts = scripts;
        this.target = target;
    }

    /**
     * The version of the tables that are there; 0 if there are none.
     *
     * @throws DataAccessException if the database does not answer
     */
    public int version() {
        Integer version = exists()
                ? this.jdbc.queryForObject("SELECT MAX(version) FROM fluxion_crons_schema", Integer.class)
                : null;
        return version == null ? 0 : version;
    }

    /** Whether there are tables where a statement finds them: other schemas of the database may have some of their own. */
    private boolean exists() {
        if (platform().equals(POSTGRESQL)) {
            return Boolean.TRUE.equals(
                    this.jdbc.queryForObject("SELECT to_regclass('fluxion_crons_schema') IS NOT NULL", Boolean.class));
        }
        return Boolean.TRUE.equals(this.jdbc.execute((Connection connection) -> {
            for (String name : new String[] {"fluxion_crons_schema", "FLUXION_CRONS_SCHEMA"}) {
                try (var tables = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), connection.getSchema(), name, null)) {
                    if (tables.next()) {
                        return true;
                    }
                }
            }
            return false;
        }));
    }

    /**
     * Creates what is missing if that is wanted, and looks whether the tables are those that this code knows.
     *
     * @throws InvalidDataAccessResourceUsageException if they are not: older, newer, or not there
     * @throws DataAccessException if the database does not answer or refuses
     */
    public void initialize(SchemaInitialization initialization) {
        if (initialization == SchemaInitialization.ALWAYS
                || (initialization == SchemaInitialization.EMBEDDED && isInMemory())) {
            migrate();
            return;
        }
        int version = version();
        refuseNewer(version);
        if (version < this.target) {
            throw new InvalidDataAccessResourceUsageException(
                    "The monitor store's tables are at version %d, and this application needs version %d: run %s of %s, or set fluxion.crons.store.jdbc.initialize-schema=always"
                            .formatted(
                                    version,
                                    this.target,
                                    IntStream.range(version, this.target)
                                            .mapToObj(
                                                    one -> resource(script(one)).getFilename())
                                            .collect(Collectors.joining(", ")),
                                    this.scripts));
        }
    }

    private boolean isInMemory() {
        String url = metaData(DatabaseMetaData::getURL);
        return url.startsWith("jdbc:h2:mem:")
                || url.startsWith("jdbc:hsqldb:mem:")
                || url.startsWith("jdbc:derby:memory:");
    }

    private void refuseNewer(int version) {
        if (version > this.target) {
            throw new InvalidDataAccessResourceUsageException(
                    "The monitor store's tables are at version %d, and this application knows versions up to %d: a newer one has upgraded them. Run that one, or give this one tables of its own"
                            .formatted(version, this.target));
        }
    }

    /**
     * Creates what is missing, version by version.
     *
     * @throws InvalidDataAccessResourceUsageException if the tables are of a version that this code does not know
     * @throws DataAccessException if the database does not answer or refuses
     */
    public void migrate() {
        for (int attempt = 1; ; attempt++) {
            int version = version();
            refuseNewer(version);
            if (version == this.target) {
                return;
            }
            try {
                upgrade(version);
                attempt = 0;
            } catch (DataAccessException ex) {
                // Another process may be doing the same.
                if (attempt == ATTEMPTS) {
                    throw ex instanceof ScriptException ? refused(version, ex) : ex;
                }
                LockSupport.parkNanos(Duration.ofMillis(200L * attempt).toNanos());
            }
        }
    }

    /** What a database without the types or statements of the scripts will never do, however often it is asked. */
    private InvalidDataAccessResourceUsageException refused(int version, DataAccessException ex) {
        return new InvalidDataAccessResourceUsageException(
                "%s does not take %s, by which the monitor store's tables are made (%s). They were tried on H2 and PostgreSQL: use one of these, or fluxion.crons.store.type=memory"
                        .formatted(
                                metaData(DatabaseMetaData::getDatabaseProductName),
                                resource(script(version)).getFilename(),
                                ex.getMostSpecificCause().getMessage()),
                ex);
    }

    /** In PostgreSQL wholly or not at all, by one process while others wait. Elsewhere scripts are begun anew after a failure. */
    private void upgrade(int version) {
        if (!platform().equals(POSTGRESQL)) {
            // H2 loses a table to two ALTERs of it at once; nearly always it is in one process.
            synchronized (JdbcStoreSchema.class) {
                if (version() == version) {
                    run(version);
                }
            }
            return;
        }
        new TransactionTemplate(new JdbcTransactionManager(this.dataSource)).executeWithoutResult(status -> {
            this.jdbc.query("SELECT pg_advisory_xact_lock(?)", row -> {}, LOCK);
            if (version() == version) {
                run(version);
            }
        });
    }

    private void run(int version) {
        ResourceDatabasePopulator populator = new ResourceDatabasePopulator(resource(script(version)));
        populator.setSqlScriptEncoding("UTF-8");
        DatabasePopulatorUtils.execute(populator, this.dataSource);
        logger.info("The monitor store's tables are at version {}", version + 1);
    }

    private static String script(int version) {
        return version == 0 ? "schema" : "upgrade-" + (version + 1);
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
