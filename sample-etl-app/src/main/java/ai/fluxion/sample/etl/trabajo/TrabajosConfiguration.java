package ai.fluxion.sample.etl.trabajo;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.EnableScheduling;

/** {@code etl.programacion.activa=false}: the jobs are there, and nothing starts them. In a cluster Quartz does. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Profile("!cluster")
@ConditionalOnProperty(name = "etl.programacion.activa", matchIfMissing = true)
class TrabajosConfiguration {}
