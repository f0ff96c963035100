package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;

/** How a language says when something is due. Phrases begin in lower case; a description begins with an upper one. */
interface Words {

    /** English, or Spanish where it is asked for. */
    static Words in(Locale locale) {
        return locale.getLanguage().equals("es") ? new SpanishWords() : new EnglishWords();
    }

    /** {@code a, b and c}. */
    String list(List<String> parts);

    String at(List<LocalTime> times, boolean withSeconds);

    /** {@code every 5 minutes}; {@code every minute}. */
    String everyOf(long amount, SentryInterval.Unit unit);

    String everySeconds(int amount);

    String atSeconds(List<String> seconds);

    String fromTo(String first, String last);

    /** Counted from a time on: {@code from 02:30}. */
    String startingAt(String time);

    String atMinutesOfEveryHour(List<String> minutes);

    String atMinutesOfHours(List<String> minutes, List<String> hours);

    String ofHours(List<String> hours);

    String onWeekdays(int weekdays);

    String onDays(List<String> parts);

    /** {@code day 13} or {@code days 1 to 5 and 13}. */
    String days(List<String> numbers);

    String lastDay();

    String beforeLastDay(int days);

    String lastWorkday();

    String workdayBeforeLastDay(int days);

    String nearestWorkday(int day);

    String ordinalWeekday(int n, int weekday);

    String lastWeekday(int weekday);

    String range(String first, String last);

    String weekday(int weekday);

    String month(int month);

    String inMonths(List<String> months);

    String inYears(List<String> years);

    String both(String days, String weekdays);

    String either(String days, String weekdays);

    String once();

    String fixedDelay(String period);

    String never();

    /** A period, in the largest unit that it is a whole number of. */
    default String period(Duration period) {
        long seconds = period.toSeconds();
        if (period.getNano() != 0 || seconds < 60) {
            return period.getNano() == 0 ? everySeconds((int) seconds) : everyMillis(period.toMillis());
        }
        if (seconds % 86_400 == 0) {
            return seconds % 604_800 == 0
                    ? everyOf(seconds / 604_800, SentryInterval.Unit.WEEK)
                    : everyOf(seconds / 86_400, SentryInterval.Unit.DAY);
        }
        if (seconds % 3600 == 0) {
            return everyOf(seconds / 3600, SentryInterval.Unit.HOUR);
        }
        return seconds % 60 == 0
                ? everyOf(seconds / 60, SentryInterval.Unit.MINUTE)
                : everySeconds((int) Math.min(seconds, Integer.MAX_VALUE));
    }

    String everyMillis(long millis);

    /** The description of a period. */
    default String every(Dialect dialect, PeriodSchedule schedule) {
        if (schedule.isOnce()) {
            return sentence(once());
        }
        String period = period(schedule.period());
        return sentence(dialect == Dialect.FIXED_DELAY ? fixedDelay(period) : period);
    }

    /** The description of an interval in steps of the calendar. */
    default String every(SentryInterval interval) {
        return sentence(everyOf(interval.amount(), interval.unit()));
    }

    /** Whether there is a single one, and no range. */
    static boolean isOne(List<String> parts) {
        return parts.size() == 1 && parts.get(0).indexOf(' ') < 0;
    }

    static String sentence(String phrase) {
        return phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
    }
}
