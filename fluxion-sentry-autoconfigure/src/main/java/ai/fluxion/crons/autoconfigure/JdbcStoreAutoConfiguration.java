package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.engine.EngineSettings;
import ai.fluxion.crons.engine.MonitorListener;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.store.SharedMonitorStore;
import ai.fluxion.crons.store.jdbc.CronMonitorsDataSource;
import ai.fluxion.crons.store.jdbc.JdbcMonitorStore;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Auto-configuration that keeps states in a database, where they outlive the process and replicas share them. Its tables
 * are made when the database first answers, on a private thread: a start does not wait for it.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        before = CronsAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnClass({DataSource.class, JdbcClient.class})
@ConditionalOnBooleanProperty(name = "fluxion.crons.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "fluxion.crons.store.type", havingValue = "jdbc")
@EnableConfigurationProperties(CronsProperties.class)
public final class JdbcStoreAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(SharedMonitorStore.class)
    JdbcMonitorStore fluxionCronsStore(
            CronsProperties properties,
            @CronMonitorsDataSource ObjectProvider<DataSource> ownDataSource,
            ObjectProvider<DataSource> dataSource) {
        if (properties.store().type() != CronsProperties.StoreType.JDBC) {
            throw AheadOfTime.decided("fluxion.crons.store.type", "memory");
        }
        DataSource source = ownDataSource.getIfAvailable(dataSource::getIfUnique);
        if (source == null) {
            throw RegistrySettingsFactory.refused(
                    "fluxion.crons.store.type",
                    "jdbc",
                    "There is no data source, or there are several and none is primary",
                    "Configure spring.datasource, or mark one data source with @CronMonitorsDataSource.");
        }
        return new JdbcMonitorStore(
                source, properties.store().history(), properties.store().jdbc().initializeSchema());
    }

    @Bean
    StateKeeper fluxionCronsStates(
            SharedMonitorStore store,
            CronsProperties properties,
            EngineSettings settings,
            CronsClock clock,
            ObjectProvider<MonitorListener> listeners) {
        return new StateKeeper(
                settings.environment(),
                clock.clock(),
                store,
                new MemoryMonitorStore(properties.store().history()),
                properties.store().retention(),
                properties.store().lease(),
                listeners.orderedStream().toList());
    }
}
