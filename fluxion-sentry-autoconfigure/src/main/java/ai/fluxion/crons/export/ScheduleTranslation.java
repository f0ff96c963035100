package ai.fluxion.crons.export;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.schedule.InvalidScheduleException;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import ai.fluxion.crons.schedule.SentrySchedule;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A schedule in other words.
 *
 * @param dialect whose words: {@code sentry}, {@code eventbridge}, {@code kubernetes}, {@code spring}
 * @param text the words; {@code null} where it cannot be said exactly
 * @param reason why not; {@code null} where it can
 * @since 0.1.0
 */
public record ScheduleTranslation(String dialect, @Nullable String text, @Nullable String reason) {

    /**
     * A schedule in every other dialect that is written here.
     *
     * @param now from when on translations are checked
     */
    public static List<ScheduleTranslation> all(Schedule schedule, Instant now) {
        MonitorDefinition definition = definition(schedule);
        return List.of(
                sentry(schedule.toSentry()),
                of("eventbridge", () -> ExternalExpression.eventBridge(definition, now)
                        .text()),
                of("kubernetes", () -> ExternalExpression.kubernetes(definition, now)
                        .text()),
                of("spring", () -> spring(schedule, now)));
    }

    private static MonitorDefinition definition(Schedule schedule) {
        return new MonitorDefinition(
                "the-schedule",
                "the_schedule",
                null,
                null,
                null,
                schedule,
                schedule.toSentry(),
                MonitorSettings.DEFAULTS,
                Origin.DECLARED,
                true,
                true);
    }

    private static ScheduleTranslation sentry(SentryTranslation translation) {
        SentrySchedule schedule = translation.schedule();
        String text = translation.exact() && schedule != null ? schedule.value() : null;
        return new ScheduleTranslation(
                "sentry", text, text != null ? null : Objects.requireNonNullElse(translation.note(), "not exactly"));
    }

    private static ScheduleTranslation of(String dialect, Supplier<String> text) {
        try {
            return new ScheduleTranslation(dialect, text.get(), null);
        } catch (NotExpressibleException ex) {
            return new ScheduleTranslation(
                    dialect, null, String.valueOf(ex.getMessage()).replaceFirst("^the-schedule:? ", ""));
        }
    }

    private static String spring(Schedule schedule, Instant now) {
        SentrySchedule crontab = schedule.toSentry().schedule();
        if (schedule.zone() == null || crontab == null || !crontab.type().equals("crontab")) {
            throw new NotExpressibleException("use fixedRate or fixedDelay of @Scheduled");
        }
        String text = "0 " + ExternalExpression.plain(crontab.value());
        try {
            Schedule written = Schedules.spring(text, schedule.zone());
            if (ExternalExpression.firstDifference(schedule, written, now) == null) {
                return text;
            }
        } catch (InvalidScheduleException ex) {
            throw new NotExpressibleException("Spring refuses '%s': %s".formatted(text, ex.problem()));
        }
        throw new NotExpressibleException("Spring would not run '%s' when this does".formatted(text));
    }
}
