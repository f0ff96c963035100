package ai.fluxion.crons.export;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.ScheduleTarget;
import ai.fluxion.crons.schedule.Schedules;
import ai.fluxion.crons.schedule.SentrySchedule;
import ai.fluxion.crons.schedule.SentryTranslation;
import ai.fluxion.crons.schedule.WrittenSchedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A schedule in other words.
 *
 * @param dialect whose words: {@code sentry}, {@code spring}, {@code unix}, {@code quartz}, {@code eventbridge},
 *     {@code kubernetes}
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
        List<ScheduleTranslation> all = new ArrayList<>();
        all.add(sentry(schedule.toSentry()));
        all.add(written(schedule, ScheduleTarget.SPRING));
        all.add(written(schedule, ScheduleTarget.UNIX));
        all.add(written(schedule, ScheduleTarget.QUARTZ));
        all.add(template(schedule, ScheduleTarget.EVENTBRIDGE, () -> ExternalExpression.eventBridge(definition, now)));
        all.add(template(schedule, ScheduleTarget.KUBERNETES, () -> ExternalExpression.kubernetes(definition, now)));
        all.removeIf(
                translation -> translation.dialect().equals(schedule.dialect().value()));
        return List.copyOf(all);
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

    private static ScheduleTranslation written(Schedule schedule, ScheduleTarget target) {
        WrittenSchedule written = Schedules.write(schedule, target);
        return new ScheduleTranslation(name(target), written.text(), written.refusal());
    }

    /** As the templates write it; where they do not, the other side's own reason says more than Sentry's. */
    private static ScheduleTranslation template(
            Schedule schedule, ScheduleTarget target, Supplier<ExternalExpression> expression) {
        try {
            return new ScheduleTranslation(name(target), expression.get().text(), null);
        } catch (NotExpressibleException ex) {
            WrittenSchedule written = Schedules.write(schedule, target);
            String reason = String.valueOf(ex.getMessage()).replaceFirst("^the-schedule:? ", "");
            return new ScheduleTranslation(name(target), null, Objects.requireNonNullElse(written.refusal(), reason));
        }
    }

    private static String name(ScheduleTarget target) {
        return target.name().toLowerCase(Locale.ROOT);
    }
}
