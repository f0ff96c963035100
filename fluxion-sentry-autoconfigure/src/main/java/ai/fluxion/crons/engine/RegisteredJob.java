package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorDefinition;
import org.jspecify.annotations.Nullable;

/** A job that was registered, and its family once that is settled. */
final class RegisteredJob implements JobMonitor {

    private final ApplicationMonitorRegistry registry;

    private volatile DiscoveredJob job;

    private volatile @Nullable MonitorFamily family;

    private volatile @Nullable String inactiveBecause;

    RegisteredJob(DiscoveredJob job, ApplicationMonitorRegistry registry) {
        this.job = job;
        this.registry = registry;
    }

    DiscoveredJob job() {
        return this.job;
    }

    /** It is scheduled otherwise now. */
    void reschedule(DiscoveredJob rescheduled) {
        this.job = rescheduled;
    }

    @Nullable MonitorFamily family() {
        return this.family;
    }

    void settle(MonitorFamily settled) {
        this.family = settled;
    }

    void deactivate(String because) {
        this.inactiveBecause = because;
    }

    @Nullable String inactiveBecause() {
        return this.inactiveBecause;
    }

    @Override
    public boolean isActive() {
        return this.inactiveBecause == null;
    }

    @Override
    public MonitorDefinition definition(@Nullable String key) {
        MonitorFamily settled = this.family;
        return (settled != null ? settled : this.registry.settleEarly(this)).definition(key);
    }

    /** What a job has in common with itself registered again, as each instance of a prototype bean does. */
    record Key(String job, @Nullable String bean, @Nullable String suffix) {

        static Key of(DiscoveredJob job) {
            return new Key(job.job(), job.bean(), job.suffix());
        }
    }
}
