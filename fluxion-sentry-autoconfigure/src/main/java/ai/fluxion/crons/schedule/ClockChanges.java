package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where a scheduler and Sentry part: only around a change of the clock, since everywhere else the fields decide. Both are
 * asked for their runs there, and what they answer is compared by the minute.
 */
final class ClockChanges {

    private static final Duration HOUR = Duration.ofHours(1);

    static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");

    private static final Instant TO = Instant.parse("2037-01-01T00:00:00Z");

    private final ZoneRules rules;

    private final List<ZoneOffsetTransition> changes;

    private ClockChanges(ZoneRules rules, List<ZoneOffsetTransition> changes) {
        this.rules = rules;
        this.changes = changes;
    }

    /**
     * The changes that a schedule is judged by, whatever the day it is: a translation must not depend on when it is made.
     */
    static ClockChanges ofOurTime(ZoneRules rules) {
        return of(rules, FROM, TO);
    }

    /** The changes of a stretch of time; none for most zones of the world. */
    static ClockChanges of(ZoneRules rules, Instant from, Instant to) {
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        ZoneOffsetTransition change = rules.isFixedOffset() ? null : rules.nextTransition(from);
        while (change != null && change.getInstant().isBefore(to)) {
            changes.add(change);
            change = rules.nextTransition(change.getInstant());
        }
        return new ClockChanges(rules, changes);
    }

    boolean none() {
        return this.changes.isEmpty();
    }

    List<Instant> instants() {
        return this.changes.stream().map(ZoneOffsetTransition::getInstant).toList();
    }

    /** What a change may add to the time between two runs. */
    Duration longestOverlap() {
        return this.changes.stream()
                .filter(ZoneOffsetTransition::isOverlap)
                .map(change -> change.getDuration().abs())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** The local dates on which the two do not expect the same minutes. */
    SortedSet<LocalDate> differences(CronSchedule schedule, SentryCrontab crontab) {
        SortedSet<LocalDate> dates = new TreeSet<>();
        boolean alike = schedule.dialect() == Dialect.UNIX
                || schedule.dialect() == Dialect.SPRING && isPlain(schedule.fields()) && !crontab.hasFixedTimes();
        if (alike) {
            return dates;
        }
        for (ZoneOffsetTransition change : this.changes) {
            if (mayMatter(schedule.fields(), change)) {
                addDifferences(dates, schedule, crontab, change);
            }
        }
        return dates;
    }

    /** Every hour of every day, in steps of whole hours: both follow the clock on the wall, and neither has to jump. */
    private boolean isPlain(CronFields fields) {
        return fields.hours() == CronFields.ALL_HOURS
                && fields.months() == CronFields.ALL_MONTHS
                && fields.days().everyDay()
                && this.changes.stream().allMatch(ClockChanges::isWholeHours);
    }

    private static boolean mayMatter(CronFields fields, ZoneOffsetTransition change) {
        if (!isWholeHours(change)) {
            return true;
        }
        int first = earlierOf(change).getHour();
        long hours = change.getDuration().abs().toHours();
        for (int hour = first; hour <= first + hours; hour++) {
            if (Bits.has(fields.hours(), hour % 24)) {
                return true;
            }
        }
        return false;
    }

    private static LocalDateTime earlierOf(ZoneOffsetTransition change) {
        return change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
    }

    private static boolean isWholeHours(ZoneOffsetTransition change) {
        return change.getDuration().toSeconds() % HOUR.toSeconds() == 0
                && change.getDateTimeBefore().getMinute() == 0;
    }

    private void addDifferences(
            SortedSet<LocalDate> dates, CronSchedule schedule, SentryCrontab crontab, ZoneOffsetTransition change) {
        Duration reach =
                isWholeHours(change) ? change.getDuration().abs().plus(HOUR.multipliedBy(2)) : Duration.ofHours(26);
        Instant from = change.getInstant().minus(reach);
        Instant to = change.getInstant().plus(reach);
        SortedSet<Instant> scheduled = minutes(schedule, from, to);
        SortedSet<Instant> expected = minutes(crontab, from, to);
        SortedSet<Instant> all = new TreeSet<>(scheduled);
        all.addAll(expected);
        for (Instant slot : all) {
            if (!scheduled.contains(slot) || !expected.contains(slot)) {
                dates.add(LocalDate.ofInstant(slot, this.rules.getOffset(slot)));
            }
        }
    }

    private static SortedSet<Instant> minutes(Recurrence recurrence, Instant from, Instant to) {
        SortedSet<Instant> minutes = new TreeSet<>();
        Instant reference = from;
        Instant slot = recurrence.next(reference);
        while (slot != null && slot.isBefore(to)) {
            minutes.add(slot.truncatedTo(ChronoUnit.MINUTES));
            Instant nextMinute = slot.truncatedTo(ChronoUnit.MINUTES).plusSeconds(59);
            reference = later(reference.plusSeconds(1), nextMinute);
            slot = recurrence.next(reference);
        }
        return minutes;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
