package ai.fluxion.crons.schedule;

import org.jspecify.annotations.Nullable;

/**
 * The two day fields of a crontab that mean exactly what a rule means, or why there are none. A crontab fires on either
 * day unless one of the fields begins with a star: {@code *}{@code /31} is day 1 and {@code *}{@code /7} is Sunday, with a
 * star.
 *
 * @param days the day-of-month field
 * @param weekdays the day-of-week field
 * @param refusal why there is no such crontab; the fields are empty then
 */
record CrontabDays(String days, String weekdays, @Nullable String refusal) {

    private static final int[] WEEKS = {
        0, Bits.upTo(1, 7), Bits.upTo(8, 14), Bits.upTo(15, 21), Bits.upTo(22, 28),
    };

    static CrontabDays of(String who, DayRule rule, Remarks remarks) {
        MonthDays days = rule.days();
        WeekDays weekdays = rule.weekdays();
        String refusal = refusal(days, remarks);
        if (rule.isEither()) {
            return refusal == null ? either(days, weekdays) : refused(refusal);
        }
        if (!days.isAll() && refusal != null) {
            return refused(refusal);
        }
        return both(who, days, weekdays, remarks);
    }

    private static CrontabDays either(MonthDays days, WeekDays weekdays) {
        if (days.isAll() || weekdays.isAll()) {
            return new CrontabDays("*", "*", null);
        }
        return new CrontabDays(CrontabText.days(days), CrontabText.weekdays(weekdays), null);
    }

    private static CrontabDays both(String who, MonthDays days, WeekDays weekdays, Remarks remarks) {
        if (days.isAll() || weekdays.isAll()) {
            return new CrontabDays(CrontabText.days(days), CrontabText.weekdays(weekdays), null);
        }
        for (int week = 1; week < WEEKS.length; week++) {
            if (days.isPlain() && weekdays.isPlain() && days.days() == WEEKS[week]) {
                return new CrontabDays("*", CrontabText.weekdays(inWeek(weekdays.days(), week)), null);
            }
        }
        if (Bits.has(days.days(), 1)) {
            MonthDays rest = new MonthDays(days.days() & ~(1 << 1), days.beforeLast(), days.weekdaysNearLast(), 0);
            return new CrontabDays(starred("*/31", CrontabText.days(rest)), CrontabText.weekdays(weekdays), null);
        }
        if (Bits.has(weekdays.days(), 7)) {
            WeekDays rest = new WeekDays(weekdays.days() & ~(1 << 7), weekdays.ordinals(), weekdays.last());
            return new CrontabDays(CrontabText.days(days), starred("*/7", CrontabText.weekdays(rest)), null);
        }
        return refused(remarks.eitherDay(who, days, weekdays));
    }

    private static WeekDays inWeek(int weekdays, int week) {
        return new WeekDays(0, (long) weekdays << (8 * week), 0);
    }

    private static String starred(String star, String rest) {
        return rest.isEmpty() ? star : star + "," + rest;
    }

    private static @Nullable String refusal(MonthDays days, Remarks remarks) {
        if ((days.beforeLast() & ~1) != 0) {
            return remarks.noDaysBeforeTheLast(Bits.min(days.beforeLast() & ~1));
        }
        if (days.weekdaysNear() != 0 || (days.weekdaysNearLast() & ~1) != 0) {
            return remarks.noNearestWeekday();
        }
        return null;
    }

    private static CrontabDays refused(String refusal) {
        return new CrontabDays("", "", refusal);
    }
}
