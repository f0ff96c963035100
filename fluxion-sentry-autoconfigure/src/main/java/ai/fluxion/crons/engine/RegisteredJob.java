package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorDefinition;
import org.jspecify.annotations.Nullable;

/** A job that was registered, and its family once that is settled. */
final class RegisteredJob implements JobMonitor {

    private final DiscoveredJob job;

    private final ApplicationMonitorRegistry registry;

    private volatile @Nullable MonitorFamily family;

    private volatile @Nullable String inactiveBecause;

    RegisteredJob(DiscoveredJob job, ApplicationMonitorRegistry registry) {
        this.job = job;
        this.registry = registry;
    }

    DiscoveredJob job() {
        return this.job;
    }

    /** Whether it is the same job registered again, as each instance of a prototype bean does. */
    boolean is(DiscoveredJob other) {
        return this.job.job().equals(other.job())
                && java.util.Objects.equals(this.job.bean(), other.bean())
                && java.util.Objects.equals(this.job.suffix(), other.suffix());
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
}
