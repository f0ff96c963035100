package ai.fluxion.sample.etl.ejemplos;

import ai.fluxion.crons.CronMonitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** 6. Un horario propio, para lo que planifica otro (EventBridge, una persona): aquí en el dialecto de EventBridge. */
@Component
@ConditionalOnProperty(name = "etl.ejemplo", havingValue = "horario")
class Horario implements Ejemplo {

    private static final Logger logger = LoggerFactory.getLogger(Horario.class);

    @Override
    @CronMonitor(
            value = "ejemplo_horario",
            schedule = "cron(0 */6 * * ? *)",
            timezone = "America/Caracas",
            checkinMargin = "15m",
            maxRuntime = "1h")
    public void correr() {
        logger.info("procesando");
    }
}
