package ai.fluxion.crons.schedule;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The five fields of a crontab, as Sentry's cron library reads them. Anything that it accepts and nothing else.
 *
 * @param fields what they say
 * @param fixedTimes whether neither minutes nor hours begin with a star
 */
record CrontabSyntax(CronFields fields, boolean fixedTimes) {

    private static final Map<String, String> MACROS = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@hourly", "0 * * * *");

    private static final int[] LONGEST = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    /** Reads a crontab as Sentry does. */
    static CrontabSyntax read(CronText text) {
        CronText whole = text.trimmed();
        if (whole.text().startsWith("@")) {
            String macro = MACROS.get(whole.text());
            if (macro == null) {
                throw whole.refuse(
                        "Sentry does not know this macro",
                        "Write the five fields, or one of @yearly, @annually, @monthly, @weekly, @daily, @hourly.");
            }
            whole = whole.as(macro);
        }
        return fields(whole);
    }

    private static CrontabSyntax fields(CronText whole) {
        List<CronText> texts = whole.as(whole.text().toUpperCase(Locale.ROOT)).fields(CrontabSyntax::isBlank);
        if (texts.size() != 5) {
            throw whole.refuse(
                    "a crontab has 5 fields, this has " + texts.size(),
                    "Write minute, hour, day of month, month and day of week.");
        }
        CrontabField minutes = CrontabField.MINUTE.read(texts.get(0));
        CrontabField hours = CrontabField.HOUR.read(texts.get(1));
        CrontabField days = CrontabField.DAY_OF_MONTH.read(texts.get(2));
        CrontabField months = CrontabField.MONTH.read(texts.get(3));
        CrontabField weekdays = CrontabField.DAY_OF_WEEK.read(texts.get(4));
        refuseDaysThatNeverCome(texts.get(2), days.days(), (int) months.numbers());
        boolean both = isStarred(texts.get(2)) || isStarred(texts.get(4));
        DayRule rule = both
                ? DayRule.both(days.days(), weekdays.weekdays())
                : DayRule.either(days.days(), weekdays.weekdays());
        CronFields fields =
                new CronFields(1, minutes.numbers(), (int) hours.numbers(), rule, (int) months.numbers(), Years.ALL);
        if (fields.isEmpty()) {
            throw texts.get(2).refuse("there is never such a day", "Sentry would lose every check-in that carries it.");
        }
        return new CrontabSyntax(fields, !isStarred(texts.get(0)) && !isStarred(texts.get(1)));
    }

    private static void refuseDaysThatNeverCome(CronText text, MonthDays days, int months) {
        if (!days.isPlain() || Bits.min(days.days()) <= 29) {
            return;
        }
        int longest = 0;
        for (int month = 1; month <= 12; month++) {
            longest = Bits.has(months, month) ? Math.max(longest, LONGEST[month]) : longest;
        }
        if (Bits.min(days.days()) > longest) {
            throw text.refuse(
                    "none of the months has a day " + Bits.min(days.days()), "Name a day that the months have.");
        }
    }

    private static boolean isStarred(CronText field) {
        return field.text().startsWith("*");
    }

    static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
