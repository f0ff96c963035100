package ai.fluxion.crons.intercept.batch;

import ai.fluxion.crons.engine.DiscoveredJob;
import ai.fluxion.crons.intercept.InterceptedJobs;
import ai.fluxion.crons.intercept.JobRuns;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The monitors of this application's Batch jobs: {@code batch.<name>} each. Batch knows what runs and not when, so that a
 * job stays local until somebody declares its schedule. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class BatchJobs implements SmartInitializingSingleton {

    private final InterceptedJobs jobs;

    private final Set<String> found = ConcurrentHashMap.newKeySet();

    private final Map<String, JobRuns> byName = new ConcurrentHashMap<>();

    /** @param jobs where to make them known */
    public BatchJobs(InterceptedJobs jobs) {
        this.jobs = jobs;
    }

    void found(String name) {
        this.found.add(name);
    }

    @Override
    public void afterSingletonsInstantiated() {
        this.found.forEach(this::runsOf);
    }

    JobRuns runsOf(String name) {
        return this.byName.computeIfAbsent(name, this::register);
    }

    private JobRuns register(String name) {
        String job = "batch." + name.replace('.', '-');
        return this.jobs.register(new DiscoveredJob(
                job,
                null,
                null,
                null,
                "Spring Batch does not know when it is due; give a monitor with method '%s' a schedule".formatted(job),
                true,
                null));
    }
}
