package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where a scheduler and Sentry part: only around a change of the clock, since everywhere else the fields decide. Both are
 * asked for their runs there, and what they answer is compared by the minute.
 */
final class ClockChanges {

    private static final Duration HOUR = Duration.ofHours(1);

    static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");

    private static final Instant TO = Instant.parse("2037-01-01T00:00:00Z");

    private static final Map<ZoneRules, ClockChanges> OF_OUR_TIME = new ConcurrentHashMap<>();

    private final ZoneRules rules;

    private final List<ZoneOffsetTransition> changes;

    private ClockChanges(ZoneRules rules, List<ZoneOffsetTransition> changes) {
        this.rules = rules;
        this.changes = List.copyOf(changes);
    }

    /**
     * The changes that a schedule is judged by, whatever the day it is: a translation must not depend on when it is made.
     */
    static ClockChanges ofOurTime(ZoneRules rules) {
        return OF_OUR_TIME.computeIfAbsent(rules, known -> of(known, FROM, TO));
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

    /** The changes that may skip or repeat a run. */
    List<Instant> touching(CronFields fields) {
        return this.changes.stream()
                .filter(change -> mayMatter(fields, change) && matchesNear(fields, change))
                .map(ZoneOffsetTransition::getInstant)
                .toList();
    }

    private static boolean matchesNear(CronFields fields, ZoneOffsetTransition change) {
        LocalDate date = change.getDateTimeBefore().toLocalDate();
        return fields.matches(date) || fields.matches(date.minusDays(1)) || fields.matches(date.plusDays(1));
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
        if (none()) {
            return dates;
        }
        boolean alike = schedule.dialect() == Dialect.UNIX
                || (schedule.dialect() == Dialect.SPRING && isPlain(schedule.fields()) && !crontab.hasFixedTimes());
        if (alike) {
            return dates;
        }
        Map<Circumstances, List<Integer>> known = new HashMap<>();
        for (ZoneOffsetTransition change : this.changes) {
            if (mayMatter(schedule.fields(), change)) {
                LocalDate date = change.getDateTimeBefore().toLocalDate();
                known.computeIfAbsent(
                                Circumstances.of(change, schedule.fields()),
                                circumstances -> differences(schedule, crontab, change))
                        .forEach(days -> dates.add(date.plusDays(days)));
            }
        }
        return dates;
    }

    /**
     * All that decides what happens around a change of the clock, so that what is known of one year is known of others.
     *
     * @param days which of the five days around it match
     */
    private record Circumstances(LocalTime from, Duration by, List<Boolean> days) {

        static Circumstances of(ZoneOffsetTransition change, CronFields fields) {
            LocalDate date = change.getDateTimeBefore().toLocalDate();
            List<Boolean> days = new ArrayList<>();
            for (int day = -2; day <= 2; day++) {
                days.add(fields.matches(date.plusDays(day)));
            }
            return new Circumstances(change.getDateTimeBefore().toLocalTime(), change.getDuration(), days);
        }
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

    /** On which days, counted from that of the change, the two do not expect the same minutes. */
    private List<Integer> differences(CronSchedule schedule, SentryCrontab crontab, ZoneOffsetTransition change) {
        Duration reach =
                isWholeHours(change) ? change.getDuration().abs().plus(HOUR.multipliedBy(2)) : Duration.ofHours(26);
        Instant from = change.getInstant().minus(reach);
        Instant to = change.getInstant().plus(reach);
        SortedSet<Instant> scheduled = minutes(schedule, from, to);
        SortedSet<Instant> expected = minutes(crontab, from, to);
        SortedSet<Instant> all = new TreeSet<>(scheduled);
        all.addAll(expected);
        LocalDate date = change.getDateTimeBefore().toLocalDate();
        return all.stream()
                .filter(slot -> !scheduled.contains(slot) || !expected.contains(slot))
                .map(slot -> LocalDate.ofInstant(slot, this.rules.getOffset(slot)))
                .map(day -> (int) ChronoUnit.DAYS.between(date, day))
                .distinct()
                .toList();
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
