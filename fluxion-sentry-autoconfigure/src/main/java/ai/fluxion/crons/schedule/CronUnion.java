package ai.fluxion.crons.schedule;

import org.jspecify.annotations.Nullable;

/** The union of two crons of which one covers the other, or which differ in one field only; of any others it is no cron. */
final class CronUnion {

    private CronUnion() {}

    static @Nullable CronFields of(CronFields one, CronFields other) {
        if (!one.years().equals(other.years())) {
            return null;
        }
        if (one.covers(other) || other.covers(one)) {
            return one.covers(other) ? one : other;
        }
        boolean seconds = one.seconds() == other.seconds();
        boolean minutes = one.minutes() == other.minutes();
        boolean hours = one.hours() == other.hours();
        boolean days = one.days().equals(other.days());
        boolean months = one.months() == other.months();
        int differences = (seconds ? 0 : 1) + (minutes ? 0 : 1) + (hours ? 0 : 1) + (days ? 0 : 1) + (months ? 0 : 1);
        DayRule union = days ? one.days() : days(one.days(), other.days());
        if (differences > 1 || union == null) {
            return null;
        }
        return new CronFields(
                one.seconds() | other.seconds(),
                one.minutes() | other.minutes(),
                one.hours() | other.hours(),
                union,
                one.months() | other.months(),
                one.years());
    }

    private static @Nullable DayRule days(DayRule one, DayRule other) {
        if (one.isEither() || other.isEither()) {
            return null;
        }
        if (one.weekdays().equals(other.weekdays())) {
            return DayRule.both(one.days().or(other.days()), one.weekdays());
        }
        if (one.days().equals(other.days())) {
            return DayRule.both(one.days(), one.weekdays().or(other.weekdays()));
        }
        if (one.weekdays().isAll() && other.days().isAll()) {
            return DayRule.either(one.days(), other.weekdays());
        }
        if (one.days().isAll() && other.weekdays().isAll()) {
            return DayRule.either(other.days(), one.weekdays());
        }
        return null;
    }
}
