package ai.fluxion.crons.cli;

import ai.fluxion.crons.engine.MonitorView;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.Incident;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.schedule.Recurrence;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.SentrySchedule;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Definitions in the words of people, and in the JSON of the actuator's endpoint. */
final class Describing {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    private static final DateTimeFormatter HORA =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.forLanguageTag("es"));

    private Describing() {}

    static String time(@Nullable Instant instant, @Nullable ZoneId zone, ZoneId otherwise, Locale locale) {
        if (instant == null) {
            return "-";
        }
        DateTimeFormatter format = locale.getLanguage().equals("es") ? HORA : TIME;
        return format.format(instant.atZone(Objects.requireNonNullElse(zone, otherwise)));
    }

    static String zone(@Nullable Schedule schedule) {
        return schedule == null || schedule.zone() == null
                ? "-"
                : schedule.zone().getId();
    }

    /** {@code 3h}, {@code 90m}. */
    static String duration(Duration duration) {
        long minutes = duration.toMinutes();
        return minutes % 60 == 0 && minutes > 0 ? minutes / 60 + "h" : minutes + "m";
    }

    /** What Sentry is told, or why nothing. */
    static String sentry(MonitorDefinition definition) {
        SentryTranslation sentry = definition.sentry();
        SentrySchedule schedule = sentry == null ? null : sentry.schedule();
        if (!definition.enabled()) {
            return "disabled";
        }
        if (!definition.sent() || sentry == null || schedule == null) {
            return "local only";
        }
        return sentry.exact() ? schedule.value() : "about " + schedule.value();
    }

    /** What a person should know of what Sentry is told, in a language if the schedule says it; the empty text if nothing. */
    static String note(@Nullable Schedule schedule, SentryTranslation sentry, Locale locale) {
        String note = sentry.note();
        if (note == null || schedule == null || !note.equals(schedule.toSentry().note())) {
            return Objects.requireNonNullElse(note, "");
        }
        return Objects.requireNonNullElse(schedule.toSentry(locale).note(), note);
    }

    /** What the last check-in came to, and when it began. */
    static String checkIn(@Nullable MonitorView view, CommandContext context) {
        CheckIn last = view == null ? null : view.lastCheckIn();
        return last == null
                ? "-"
                : last.status().value() + " "
                        + time(last.startedAt(), context.timezone(), context.timezone(), context.locale());
    }

    /** What a command can say of a state in one line. */
    static String state(MonitorView view, CommandContext context) {
        Incident incident = view.state().incident();
        return "%s, %d running; last check-in %s%s"
                .formatted(
                        view.status().value(),
                        view.running(),
                        checkIn(view, context),
                        incident == null
                                ? ""
                                : "; incident since %s, %d failures"
                                        .formatted(
                                                time(
                                                        incident.startedAt(),
                                                        context.timezone(),
                                                        context.timezone(),
                                                        context.locale()),
                                                incident.failures()));
    }

    /** {@code 75 s}, {@code 42 min}. */
    static String taken(@Nullable Duration duration) {
        if (duration == null) {
            return "-";
        }
        return duration.toSeconds() < 120
                ? "%.1f s".formatted(duration.toMillis() / 1000.0)
                : "%.0f min".formatted(duration.toSeconds() / 60.0);
    }

    static @Nullable Instant next(MonitorDefinition definition, Instant now) {
        Recurrence recurrence = definition.recurrence();
        return recurrence == null || !definition.enabled() ? null : recurrence.next(now);
    }

    static Map<String, @Nullable Object> json(MonitorDefinition definition, Instant now, Locale locale) {
        MonitorSettings settings = definition.settings();
        Instant next = next(definition, now);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("slug", definition.slug());
        json.put("name", definition.name());
        json.put("key", definition.key());
        json.put("description", definition.description());
        json.put("job", definition.job());
        json.put("enabled", definition.enabled());
        json.put("sent", definition.sent());
        json.put("schedule", definition.schedule() == null ? null : json(definition, definition.schedule(), locale));
        json.put("checkinMargin", settings.checkinMargin());
        json.put("maxRuntime", settings.maxRuntime());
        json.put("failureIssueThreshold", settings.failureIssueThreshold());
        json.put("recoveryThreshold", settings.recoveryThreshold());
        json.put("owner", settings.owner());
        json.put("nextCheckIn", next);
        json.put("nextCheckInLatest", next == null ? null : next.plus(settings.checkinMargin()));
        return json;
    }

    private static Map<String, @Nullable Object> json(MonitorDefinition definition, Schedule schedule, Locale locale) {
        SentryTranslation sentry = definition.sentry();
        SentrySchedule told = definition.sent() && sentry != null ? sentry.schedule() : null;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("declared", schedule.text());
        json.put("dialect", schedule.dialect().value());
        json.put("timezone", schedule.zone() == null ? null : schedule.zone().getId());
        json.put("description", schedule.describe(locale));
        Map<String, @Nullable Object> words = new LinkedHashMap<>();
        if (told != null) {
            words.put("type", told.type());
            words.put("value", told.value());
        }
        json.put("sentry", told == null ? null : words);
        json.put("exact", sentry != null && sentry.exact());
        json.put("note", sentry != null && definition.isNoteworthy() ? sentry.note() : null);
        return json;
    }
}
