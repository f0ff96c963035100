package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.engine.StoredMonitors;
import ai.fluxion.crons.store.jdbc.CronMonitorsDataSource;
import ai.fluxion.crons.store.jdbc.JdbcMonitorStore;
import ai.fluxion.crons.store.jdbc.SchemaInitialization;
import java.time.Clock;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.ClassUtils;

/**
 * Where a command reads states that running applications write. Only a PostgreSQL is read, which all may share, through a
 * connection of its own that can only read: a database in a file or in a memory belongs to the process that has it open.
 *
 * @param monitors {@code null} if there is nothing that can be read
 * @param note whose states these are, or why there are none
 */
record SharedStore(@Nullable StoredMonitors monitors, String note) {

    private static final String ASK = "ask its /actuator/monitors";

    private static final String POSTGRESQL = "jdbc:postgresql:";

    static SharedStore find(
            CronsProperties properties,
            String environmentName,
            Environment environment,
            ConfigurableListableBeanFactory beans,
            Clock clock) {
        if (properties.store().type() == CronsProperties.StoreType.MEMORY) {
            return none("kept in the memory of the running application: " + ASK);
        }
        String url = environment.getProperty("spring.datasource.url", "");
        boolean jdbc = ClassUtils.isPresent("org.springframework.jdbc.core.simple.JdbcClient", null);
        if (!jdbc || hasOwnDataSource(beans) || !url.startsWith(POSTGRESQL)) {
            return none("kept in a database that is the running application's own and is not opened here: " + ASK);
        }
        return new SharedStore(
                new StoredMonitors(
                        store(url, environment, properties),
                        environmentName,
                        properties.store().history(),
                        clock),
                "of environment %s, read from the shared store (PostgreSQL)".formatted(environmentName));
    }

    private static SharedStore none(String because) {
        return new SharedStore(null, because);
    }

    private static boolean hasOwnDataSource(ConfigurableListableBeanFactory beans) {
        return beans.getBeanNamesForAnnotation(CronMonitorsDataSource.class).length > 0;
    }

    private static JdbcMonitorStore store(String url, Environment environment, CronsProperties properties) {
        DriverManagerDataSource source = new DriverManagerDataSource(
                url,
                environment.getProperty("spring.datasource.username", ""),
                environment.getProperty("spring.datasource.password", ""));
        Properties connection = new Properties();
        connection.setProperty("ApplicationName", "fluxion-crons");
        connection.setProperty("readOnly", "true");
        connection.setProperty("readOnlyMode", "always");
        connection.setProperty("connectTimeout", "5");
        connection.setProperty("socketTimeout", "15");
        source.setConnectionProperties(connection);
        return new JdbcMonitorStore(source, properties.store().history(), SchemaInitialization.NEVER);
    }
}
