package ai.fluxion.crons.schedule;

import java.util.List;
import java.util.Locale;

/** Quartz's six or seven fields, and EventBridge's six: what Quartz has without the seconds. */
final class QuartzSyntax {

    private QuartzSyntax() {}

    /** Reads second, minute, hour, day of month, month, day of week, and perhaps year. */
    static CronFields quartz(CronText given) {
        CronText text = given.as(given.text().toUpperCase(Locale.ROOT));
        List<CronText> texts = text.fields(c -> c == ' ' || c == '\t');
        if (texts.size() != 6 && texts.size() != 7) {
            throw text.refuse(
                    "Quartz's cron has 6 or 7 fields, this has " + texts.size(),
                    "Write second, minute, hour, day of month, month, day of week and, if need be, year.");
        }
        long seconds = QuartzField.SECOND.read(texts.get(0)).bits();
        Years years = texts.size() == 6
                ? Years.ALL
                : QuartzField.YEAR.read(texts.get(6)).years();
        return fields(seconds, texts.subList(1, 6), years);
    }

    /** Reads what stands in {@code cron(...)}: minute, hour, day of month, month, day of week, year. */
    static CronFields eventBridge(CronText given) {
        CronText text = given.as(given.text().toUpperCase(Locale.ROOT));
        List<CronText> texts = text.fields(CrontabSyntax::isBlank);
        if (texts.size() != 6) {
            throw text.refuse(
                    "EventBridge's cron has 6 fields, this has " + texts.size(),
                    "Write minute, hour, day of month, month, day of week and year: cron(0 2 * * ? *).");
        }
        return fields(
                1, texts.subList(0, 5), QuartzField.YEAR.read(texts.get(5)).years());
    }

    private static CronFields fields(long seconds, List<CronText> texts, Years years) {
        long minutes = QuartzField.MINUTE.read(texts.get(0)).bits();
        int hours = (int) QuartzField.HOUR.read(texts.get(1)).bits();
        int months = (int) QuartzField.MONTH.read(texts.get(3)).bits();
        return new CronFields(seconds, minutes, hours, days(texts.get(2), texts.get(4)), months, years);
    }

    private static DayRule days(CronText days, CronText weekdays) {
        if (QuartzField.isOpen(days) == QuartzField.isOpen(weekdays)) {
            throw weekdays.refuse(
                    QuartzField.isOpen(days)
                            ? "both day fields are '?'"
                            : "one of the day fields must be '?': a day of month and a day of week cannot both count",
                    "Write ? as the day of month or as the day of week.");
        }
        return QuartzField.isOpen(days)
                ? DayRule.both(MonthDays.ALL, QuartzField.weekdays(weekdays))
                : DayRule.both(QuartzField.days(days), WeekDays.ALL);
    }
}
