package ai.fluxion.compat;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.MonitorRun;
import java.lang.reflect.Method;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Scheduled methods as they come. */
@Component
class ScheduledJobs {

    private final Method isVirtual = method();

    private static Method method() {
        try {
            return Thread.class.getMethod("isVirtual");
        } catch (NoSuchMethodException olderThan21) {
            return null;
        }
    }

    /** Due once a day: found, and not run here. */
    @Scheduled(cron = "0 30 2 * * MON-FRI", zone = "America/Caracas")
    void historico() {}

    @Scheduled(cron = "* * * * * *", zone = "America/Caracas")
    @CronMonitor("cada-segundo")
    void everySecond() throws ReflectiveOperationException {
        boolean virtual = this.isVirtual != null && (boolean) this.isVirtual.invoke(Thread.currentThread());
        MonitorRun.current().tag("virtual", virtual);
    }

    @Scheduled(fixedRate = 400)
    @CronMonitor("falla")
    void fails() {
        throw new IllegalStateException("sin ventas");
    }

    @Scheduled(fixedRate = 400)
    @CronMonitor("privada")
    private void hidden() {}

    @Scheduled(fixedDelay = 400)
    @CronMonitor("estatica")
    static void ofTheClass() {}

    @Scheduled(fixedDelayString = "${compat.demora:PT0.4S}")
    @CronMonitor("reactiva")
    Mono<String> reactive() {
        return Mono.just("ventas");
    }

    @Scheduled(fixedDelay = 400)
    @CronMonitor("reactiva-falla")
    Mono<String> reactiveThatFails() {
        return Mono.error(new IllegalStateException("sin ventas"));
    }

    /** Named by configuration. */
    @Scheduled(fixedRate = 400)
    void configured() {}
}
