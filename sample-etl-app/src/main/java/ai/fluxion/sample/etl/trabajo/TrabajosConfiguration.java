package ai.fluxion.sample.etl.trabajo;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** {@code etl.programacion.activa=false}: the jobs are there, and nothing starts them. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "etl.programacion.activa", matchIfMissing = true)
class TrabajosConfiguration {}
