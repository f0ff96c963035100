package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.engine.MonitorConfigurationException;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.store.MonitorKey;
import ai.fluxion.crons.store.SharedMonitorStore;
import ai.fluxion.crons.store.jdbc.CronMonitorsDataSource;
import ai.fluxion.crons.store.jdbc.JdbcMonitorStore;
import ai.fluxion.crons.store.jdbc.JdbcStoreSchema;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcStoreAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    CronsAutoConfiguration.class, JdbcStoreAutoConfiguration.class, DataSourceAutoConfiguration.class))
            .withPropertyValues(
                    "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(), "fluxion.crons.monitors.etl.keys=");

    @Test
    void statesAreInMemoryUnlessSomebodySaysOtherwise() {
        this.runner.run(context -> assertThat(context).doesNotHaveBean(SharedMonitorStore.class));
    }

    @Test
    void aRunIsInTheDatabase() {
        this.runner.withPropertyValues("fluxion.crons.store.type=jdbc").run(context -> {
            assertThat(context).hasSingleBean(JdbcMonitorStore.class);
            context.getBean(CronMonitors.class).run("etl", run -> run.tag("tienda", "1"));
            SharedMonitorStore store = context.getBean(SharedMonitorStore.class);

            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(store.history(new MonitorKey("production", "etl"), 10))
                            .extracting(CheckIn::status)
                            .containsExactly(CheckInStatus.OK));
        });
    }

    @Test
    void tablesAreMadeOnRequestOnlyInADatabaseThatStays() throws Exception {
        String file = "jdbc:h2:file:"
                + java.nio.file.Files.createTempDirectory("crons").resolve("db");
        this.runner
                .withPropertyValues(
                        "spring.datasource.url=" + file,
                        "fluxion.crons.store.type=jdbc",
                        "fluxion.crons.store.jdbc.initialize-schema=always")
                .run(context -> await().untilAsserted(
                                () -> assertThat(new JdbcStoreSchema(context.getBean(DataSource.class)).version())
                                        .isEqualTo(JdbcStoreSchema.VERSION)));
    }

    @Test
    void anApplicationWithoutADataSourceIsToldSo() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(CronsAutoConfiguration.class, JdbcStoreAutoConfiguration.class))
                .withPropertyValues("fluxion.crons.store.type=jdbc")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(MonitorConfigurationException.class)
                        .hasMessageContaining("fluxion.crons.store.type"));
    }

    @Test
    void anApplicationWithoutSpringsJdbcIsToldSo() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(CronsAutoConfiguration.class, JdbcStoreAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(JdbcClient.class))
                .withPropertyValues("fluxion.crons.store.type=jdbc")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(MonitorConfigurationException.class)
                        .hasMessageContaining("spring-boot-starter-jdbc"));
    }

    @Test
    void oneOfSeveralDataSourcesIsMarked() {
        this.runner
                .withUserConfiguration(TwoDataSources.class)
                .withPropertyValues("fluxion.crons.store.type=jdbc")
                .run(context -> {
                    DataSource own = context.getBean("own", DataSource.class);
                    await().untilAsserted(() ->
                            assertThat(new JdbcStoreSchema(own).version()).isEqualTo(JdbcStoreSchema.VERSION));
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDataSources {

        @Bean
        DataSource other() {
            return h2();
        }

        @Bean
        @CronMonitorsDataSource
        DataSource own() {
            return h2();
        }

        private static DataSource h2() {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            return h2;
        }
    }
}
