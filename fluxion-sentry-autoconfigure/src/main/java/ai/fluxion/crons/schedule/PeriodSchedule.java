package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A schedule that counts from its last run: an interval, a fixed rate or a fixed delay. */
record PeriodSchedule(String text, Dialect dialect, Duration period) implements Schedule {

    /** Nobody waits for the second run of such a period: {@code Long.MAX_VALUE} says "once". */
    private static final Duration ONCE = Duration.ofDays(36_500);

    static PeriodSchedule of(Dialect dialect, CronText text, ChronoUnit unit) {
        return of(dialect, text, DurationText.read(text, unit));
    }

    static PeriodSchedule of(Dialect dialect, CronText text, Duration period) {
        if (period.isZero() || period.isNegative()) {
            throw text.refuse("nothing recurs without time between", "Write a duration such as PT10M.");
        }
        return new PeriodSchedule(period.toString(), dialect, period);
    }

    @Override
    public @Nullable ZoneId zone() {
        return null;
    }

    @Override
    public @Nullable Instant next(Instant reference) {
        return isOnce() || !Calendar.covers(reference) ? null : reference.plus(this.period);
    }

    @Override
    public @Nullable Instant previous(Instant anchor, Instant before) {
        if (!Calendar.covers(anchor) || !Calendar.covers(before) || !anchor.isBefore(before)) {
            return null;
        }
        if (isOnce()) {
            return anchor;
        }
        long steps = Duration.between(anchor, before).minusNanos(1).dividedBy(this.period);
        return anchor.plus(this.period.multipliedBy(steps));
    }

    /** Whether it runs a single time. */
    boolean isOnce() {
        return this.period.compareTo(ONCE) >= 0;
    }

    @Override
    public boolean isSubMinute() {
        return this.period.compareTo(Duration.ofMinutes(1)) < 0;
    }

    @Override
    public String describe(Locale locale) {
        return Words.in(locale).every(this.dialect, this);
    }

    @Override
    public SentryTranslation toSentry() {
        return toSentry(Locale.ENGLISH);
    }

    @Override
    public SentryTranslation toSentry(Locale locale) {
        Remarks remarks = Remarks.in(locale);
        if (isOnce()) {
            return new SentryTranslation(null, false, remarks.once());
        }
        SentryInterval interval = SentryIntervals.atLeast(this.period);
        boolean exact = this.period.equals(Duration.ofMinutes(this.period.toMinutes()));
        return new SentryTranslation(interval, exact, exact ? null : remarks.wholeMinutes(interval, this.period));
    }
}
