package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorSlug;
import org.jspecify.annotations.Nullable;

/**
 * A job on its way to a monitor.
 *
 * @param name what the monitor will be called
 * @param declared what was declared of it
 */
record MonitorCandidate(RegisteredJob job, String name, Declarations declared) {

    boolean isDeclared() {
        return !this.declared.isEmpty();
    }

    /** The slug that the monitor has in Sentry already, or {@code null}. */
    @Nullable String keptSlug() {
        String kept = this.declared.value(MonitorDeclaration::slug);
        String suffix = this.job.job().suffix();
        return kept == null || suffix == null ? kept : MonitorSlug.of(kept, null, suffix);
    }

    String source() {
        return isDeclared()
                ? this.declared.layers().get(0).source()
                : this.job.job().job();
    }
}
