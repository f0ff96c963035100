package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An interval that Sentry accepts, in the calendar steps that Sentry takes: a month from 31 January is 31 March, since
 * February has no such day. Slots are cut to the minute. In a zone the steps are those of the clock on the wall, which is
 * why intervals are sent without one.
 *
 * @since 0.1.0
 */
public final class SentryInterval implements SentrySchedule {

    /** A unit of Sentry's intervals. */
    public enum Unit {
        /** Minutes. */
        MINUTE(ChronoUnit.MINUTES),
        /** Hours. */
        HOUR(ChronoUnit.HOURS),
        /** Days. */
        DAY(ChronoUnit.DAYS),
        /** Weeks. */
        WEEK(ChronoUnit.WEEKS),
        /** Calendar months; those without the day are left out. */
        MONTH(ChronoUnit.MONTHS),
        /** Calendar years; from a 29 February only leap years. */
        YEAR(ChronoUnit.YEARS);

        private final ChronoUnit unit;

        private final String value = name().toLowerCase(Locale.ROOT);

        Unit(ChronoUnit unit) {
            this.unit = unit;
        }

        /** The unit as Sentry writes it. */
        public String value() {
            return this.value;
        }
    }

    private static final int LAST_YEAR = 9999;

    private final int amount;

    private final Unit unit;

    private final @Nullable ZoneId zone;

    private final ZoneRules rules;

    private SentryInterval(int amount, Unit unit, @Nullable ZoneId zone) {
        this.amount = amount;
        this.unit = unit;
        this.zone = zone;
        this.rules = (zone == null ? ZoneOffset.UTC : zone).getRules();
    }

    /**
     * An interval without a zone, as it should be sent.
     *
     * @param amount how many units, at least 1
     * @param unit the unit
     * @throws InvalidScheduleException if Sentry would refuse it
     */
    public static SentryInterval of(long amount, Unit unit) {
        return of(amount, unit.value(), null);
    }

    /**
     * An interval of a monitor that has a zone.
     *
     * @param amount how many units, at least 1
     * @param unit {@code year}, {@code month}, {@code week}, {@code day}, {@code hour} or {@code minute}
     * @param zone the monitor's zone, or {@code null}
     * @throws InvalidScheduleException if Sentry would refuse it
     */
    public static SentryInterval of(long amount, String unit, @Nullable ZoneId zone) {
        String text = amount + " " + unit;
        if (amount < 1 || amount > Integer.MAX_VALUE) {
            throw new InvalidScheduleException(
                    text, 0, "Sentry refuses an interval of " + amount, "Write a whole number of at least 1.");
        }
        for (Unit known : Unit.values()) {
            if (known.value.equals(unit)) {
                return new SentryInterval((int) amount, known, zone);
            }
        }
        throw new InvalidScheduleException(
                text,
                text.indexOf(' ') + 1,
                "Sentry does not know the unit '%s'".formatted(unit),
                "Write year, month, week, day, hour or minute.");
    }

    @Override
    public String type() {
        return "interval";
    }

    @Override
    public String value() {
        return this.amount + " " + this.unit.value;
    }

    /** How many units. */
    public int amount() {
        return this.amount;
    }

    /** The unit. */
    public Unit unit() {
        return this.unit;
    }

    /** The interval for people: {@code 6 hours}. */
    String words() {
        return value() + (this.amount == 1 ? "" : "s");
    }

    @Override
    public @Nullable ZoneId zone() {
        return this.zone;
    }

    @Override
    public @Nullable Instant next(Instant reference) {
        if (!Calendar.covers(reference)) {
            return null;
        }
        LocalDateTime start = local(reference.truncatedTo(ChronoUnit.SECONDS));
        LocalDateTime next = occurrence(start, 1);
        return next == null ? null : instant(next.truncatedTo(ChronoUnit.MINUTES));
    }

    /** {@inheritDoc} {@code null} if the anchor is not before the bound. */
    @Override
    public @Nullable Instant previous(Instant anchor, Instant before) {
        if (!Calendar.covers(anchor) || !Calendar.covers(before) || !anchor.isBefore(before)) {
            return null;
        }
        LocalDateTime start = local(anchor.truncatedTo(ChronoUnit.SECONDS));
        LocalDateTime bound = local(before);
        if (!start.isBefore(bound)) {
            return null;
        }
        LocalDateTime last = start;
        for (long steps = this.unit.unit.between(start, bound) / this.amount; steps > 0; steps--) {
            LocalDateTime candidate = step(start, steps);
            if (candidate != null && candidate.isBefore(bound)) {
                last = candidate;
                break;
            }
        }
        return instant(last.truncatedTo(ChronoUnit.MINUTES));
    }

    /** The n-th occurrence after a start that is the first; {@code null} if it is beyond the calendar. */
    private @Nullable LocalDateTime occurrence(LocalDateTime start, long n) {
        for (long steps = n; ; steps++) {
            if (this.unit.unit.between(start, LocalDateTime.of(LAST_YEAR, Month.DECEMBER, 31, 23, 59))
                    < steps * this.amount) {
                return null;
            }
            LocalDateTime candidate = step(start, steps);
            if (candidate != null) {
                return candidate;
            }
        }
    }

    /** A number of steps from a start; {@code null} where that month has no such day. */
    private @Nullable LocalDateTime step(LocalDateTime start, long steps) {
        LocalDateTime candidate = start.plus(steps * this.amount, this.unit.unit);
        return this.unit.compareTo(Unit.MONTH) >= 0 && candidate.getDayOfMonth() != start.getDayOfMonth()
                ? null
                : candidate;
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, this.rules.getOffset(instant));
    }

    private Instant instant(LocalDateTime local) {
        ZoneOffsetTransition change = this.rules.getTransition(local);
        return local.toInstant(change == null ? this.rules.getOffset(local) : change.getOffsetBefore());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SentryInterval that
                && this.amount == that.amount
                && this.unit == that.unit
                && Objects.equals(this.zone, that.zone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(this.amount, this.unit, this.zone);
    }

    @Override
    public String toString() {
        return value();
    }
}
