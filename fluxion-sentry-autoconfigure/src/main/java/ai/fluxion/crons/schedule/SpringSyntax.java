package ai.fluxion.crons.schedule;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.scheduling.support.CronExpression;

/**
 * Spring's six fields, read as {@link CronExpression} reads them; it has the last word on what is valid.
 *
 * @param fields what they say
 * @param expression Spring's own reading
 */
record SpringSyntax(CronFields fields, CronExpression expression) {

    private static final Map<String, String> MACROS = Map.of(
            "@yearly", "0 0 0 1 1 *",
            "@annually", "0 0 0 1 1 *",
            "@monthly", "0 0 0 1 * *",
            "@weekly", "0 0 0 * * 0",
            "@daily", "0 0 0 * * *",
            "@midnight", "0 0 0 * * *",
            "@hourly", "0 0 * * * *");

    static SpringSyntax read(CronText given) {
        CronText text = given.trimmed();
        String macro = MACROS.get(text.text().toLowerCase(Locale.ROOT));
        if (macro == null && text.text().startsWith("@")) {
            throw text.refuse(
                    "Spring does not know this macro",
                    "Write the six fields, or one of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly.");
        }
        CronFields fields = fields(macro == null ? text : text.as(macro));
        return new SpringSyntax(fields, expression(text));
    }

    private static CronFields fields(CronText text) {
        List<CronText> texts = text.fields(c -> c == ' ');
        texts.replaceAll(CronText::withoutControls);
        texts.removeIf(CronText::isEmpty);
        if (texts.size() != 6) {
            throw text.refuse(
                    "Spring's cron has 6 fields, this has " + texts.size(),
                    "Write second, minute, hour, day of month, month and day of week.");
        }
        long seconds = SpringField.SECOND.read(texts.get(0));
        long minutes = SpringField.MINUTE.read(texts.get(1));
        int hours = (int) SpringField.HOUR.read(texts.get(2));
        MonthDays days = SpringField.days(texts.get(3));
        int months = (int) SpringField.MONTH.read(texts.get(4));
        WeekDays weekdays = SpringField.weekdays(texts.get(5));
        return new CronFields(seconds, minutes, hours, DayRule.both(days, weekdays), months, Years.ALL);
    }

    private static CronExpression expression(CronText text) {
        try {
            return CronExpression.parse(text.text());
        } catch (IllegalArgumentException ex) {
            throw text.refuse(
                    "Spring refuses it: " + ex.getMessage(),
                    "Write second, minute, hour, day of month, month and day of week.");
        }
    }
}
