package ai.fluxion.crons.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run told of itself.
 *
 * @param message why it failed or was skipped, or {@code null}
 * @param tags searchable words
 * @param metrics numbers
 * @param steps its parts, in order of their start
 * @param traceId the trace of its errors and spans, 32 hexadecimal digits, or {@code null}
 * @since 0.1.0
 */
public record RunReport(
        @Nullable String message,
        Map<String, String> tags,
        Map<String, Number> metrics,
        List<Step> steps,
        @Nullable String traceId) {

    /** Of a run that told nothing. */
    public static final RunReport EMPTY = new RunReport(null, Map.of(), Map.of(), List.of(), null);

    public RunReport {
        tags = Map.copyOf(tags);
        metrics = Map.copyOf(metrics);
        steps = List.copyOf(steps);
    }

    /**
     * A part of a run.
     *
     * @param name what it does: {@code extraer}
     * @param duration how long it took
     * @param ok whether it ended well
     */
    public record Step(String name, Duration duration, boolean ok) {}
}
