package ai.fluxion.crons.cli;

import ai.fluxion.crons.engine.MonitorStatistics;
import ai.fluxion.crons.engine.MonitorView;
import ai.fluxion.crons.engine.StoredMonitors;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.Incident;
import ai.fluxion.crons.monitor.MonitorDefinition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The states that can be seen from here. A store that does not answer is asked once. */
final class KnownStates {

    private @Nullable StoredMonitors stored;

    private final Locale locale;

    private String note;

    private boolean failed;

    KnownStates(CommandContext context) {
        this.stored = context.states();
        this.note = context.statesNote();
        this.locale = context.locale();
    }

    /** Whether there is anything to ask. */
    boolean isThere() {
        return this.stored != null;
    }

    /** Whether there was something to ask, and it did not answer. */
    boolean isFailed() {
        return this.failed;
    }

    /** Whose states these are, or why there are none. */
    String note() {
        return this.note;
    }

    /** {@code null} if nothing is known of the monitor. */
    @Nullable MonitorView of(MonitorDefinition definition) {
        return ask(store -> store.view(definition));
    }

    List<CheckIn> history(MonitorDefinition definition, int limit) {
        List<CheckIn> history = ask(store -> store.history(definition, limit));
        return history == null ? List.of() : history;
    }

    List<String> slugs() {
        List<String> slugs = ask(StoredMonitors::slugs);
        return slugs == null ? List.of() : slugs;
    }

    private <T> @Nullable T ask(Function<StoredMonitors, @Nullable T> question) {
        if (this.stored == null) {
            return null;
        }
        try {
            return question.apply(this.stored);
        } catch (RuntimeException ex) {
            // Whatever the store's technology throws: the definitions are worth showing all the same.
            Throwable cause = ex.getCause() != null ? ex.getCause() : ex;
            this.stored = null;
            this.failed = true;
            this.note = CronsCommandLine.text(
                    this.locale,
                    "states.silent",
                    String.valueOf(cause.getMessage()).strip());
            return null;
        }
    }

    /** The members that the actuator's endpoint has besides the definition. */
    static void addTo(Map<String, @Nullable Object> json, @Nullable MonitorView view) {
        if (view == null) {
            json.put("status", null);
            return;
        }
        json.put("status", view.status().value());
        json.put("running", view.running());
        json.put("lastCheckIn", checkIn(view.lastCheckIn()));
        Incident incident = view.state().incident();
        Map<String, @Nullable Object> open = new LinkedHashMap<>();
        if (incident != null) {
            open.put("startedAt", incident.startedAt());
            open.put("failures", incident.failures());
        }
        json.put("incident", incident == null ? null : open);
        json.put("nextCheckIn", view.state().next());
        json.put("nextCheckInLatest", view.state().nextLatest());
        json.put("stats", statistics(view.statistics()));
    }

    private static @Nullable Map<String, @Nullable Object> checkIn(@Nullable CheckIn checkIn) {
        if (checkIn == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", checkIn.id());
        json.put("status", checkIn.status().value());
        json.put("startedAt", checkIn.startedAt());
        json.put("finishedAt", checkIn.finishedAt());
        json.put("duration", seconds(checkIn.duration()));
        json.put("message", checkIn.report().message());
        return json;
    }

    private static Map<String, @Nullable Object> statistics(MonitorStatistics statistics) {
        Map<String, @Nullable Object> duration = new LinkedHashMap<>();
        duration.put("p50", seconds(statistics.p50()));
        duration.put("p95", seconds(statistics.p95()));
        duration.put("max", seconds(statistics.max()));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("runs", statistics.runs());
        json.put("ok", statistics.ok());
        json.put("error", statistics.error());
        json.put("missed", statistics.missed());
        json.put("timeout", statistics.timeout());
        json.put("skipped", statistics.skipped());
        json.put("successRate", statistics.successRate());
        json.put("duration", duration);
        json.put("lastSuccess", statistics.lastSuccess());
        return json;
    }

    static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() / 1000.0;
    }
}
