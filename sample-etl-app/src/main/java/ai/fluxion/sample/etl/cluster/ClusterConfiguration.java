package ai.fluxion.sample.etl.cluster;

import ai.fluxion.sample.etl.postgres.Postgres;
import org.springframework.boot.autoconfigure.quartz.SchedulerFactoryBeanCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@Profile("cluster")
class ClusterConfiguration {

    /** Quartz needs its tables. */
    @Bean
    SchedulerFactoryBeanCustomizer trasLasTablas(Postgres postgres) {
        return quartz -> {};
    }
}
