package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.cli.CronsCommandLine;
import ai.fluxion.crons.engine.StoredMonitors;
import ai.fluxion.crons.store.jdbc.CronMonitorsDataSource;
import ai.fluxion.crons.store.jdbc.JdbcMonitorStore;
import ai.fluxion.crons.store.jdbc.SchemaInitialization;
import java.time.Clock;
import java.util.Locale;
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
 * @param note whose states these are, or why there are none, for people
 */
record SharedStore(@Nullable StoredMonitors monitors, String note) {

    private static final String POSTGRESQL = "jdbc:postgresql:";

    static SharedStore find(
            CronsProperties properties,
            String environmentName,
            Environment environment,
            ConfigurableListableBeanFactory beans,
            Clock clock,
            Locale locale) {
        if (properties.store().type() == CronsProperties.StoreType.MEMORY) {
            return none(locale, "states.memory");
        }
        String url = environment.getProperty("spring.datasource.url", "");
        boolean jdbc = ClassUtils.isPresent("org.springframework.jdbc.core.simple.JdbcClient", null);
        if (!jdbc || hasOwnDataSource(beans) || !url.startsWith(POSTGRESQL)) {
            return none(locale, "states.own");
        }
        return new SharedStore(
                new StoredMonitors(
                        store(url, environment, properties),
                        environmentName,
                        properties.store().history(),
                        clock),
                CronsCommandLine.text(locale, "states.shared", environmentName));
    }

    private static SharedStore none(Locale locale, String because) {
        return new SharedStore(null, CronsCommandLine.text(locale, because));
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
