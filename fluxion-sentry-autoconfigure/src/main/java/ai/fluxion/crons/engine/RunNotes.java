package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.RunReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run told of itself so far. Made on the first word, since most runs say nothing. */
final class RunNotes {

    private static final int MAX_ENTRIES = 100;

    private @Nullable Map<String, String> tags;

    private @Nullable Map<String, Number> metrics;

    private @Nullable List<RunReport.Step> steps;

    synchronized void tag(String name, String value) {
        if (this.tags == null) {
            this.tags = new LinkedHashMap<>();
        }
        if (this.tags.size() < MAX_ENTRIES || this.tags.containsKey(name)) {
            this.tags.put(name, value);
        }
    }

    synchronized void metric(String name, Number value) {
        if (this.metrics == null) {
            this.metrics = new LinkedHashMap<>();
        }
        if (this.metrics.size() < MAX_ENTRIES || this.metrics.containsKey(name)) {
            this.metrics.put(name, value);
        }
    }

    synchronized void step(RunReport.Step step) {
        if (this.steps == null) {
            this.steps = new ArrayList<>();
        }
        if (this.steps.size() < MAX_ENTRIES) {
            this.steps.add(step);
        }
    }

    synchronized RunReport report(@Nullable String message, @Nullable String traceId) {
        if (message == null && traceId == null && this.tags == null && this.metrics == null && this.steps == null) {
            return RunReport.EMPTY;
        }
        return new RunReport(
                message,
                this.tags != null ? this.tags : Map.of(),
                this.metrics != null ? this.metrics : Map.of(),
                this.steps != null ? this.steps : List.of(),
                traceId);
    }
}
