package ai.fluxion.compat;

import ai.fluxion.crons.CronMonitor;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Jobs of a bean that ShedLock proxies. */
@Component
class LockedJobs {

    @Scheduled(fixedRate = 400)
    @SchedulerLock(name = "libre")
    @CronMonitor("con-cerrojo")
    public void locked() {}

    @Scheduled(fixedRate = 400)
    @SchedulerLock(name = "ocupado")
    @CronMonitor("cerrojo-ocupado")
    public void lockedElsewhere() {
        throw new IllegalStateException("Another process has the lock");
    }

    @Scheduled(fixedRate = 400)
    @CronMonitor("final")
    final void cannotBeProxied() {}
}
