package ai.fluxion.crons.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The slots of a crontab in a while, found by asking each minute whether it is one. */
final class MinuteByMinute {

    private final String[] fields;

    private final BitSet[] values = new BitSet[5];

    private final ZoneRules rules;

    private final boolean fixed;

    private final NavigableSet<Instant> slots = new TreeSet<>();

    MinuteByMinute(String crontab, ZoneId zone, Instant from, Duration length) {
        this.fields = crontab.split(" ");
        int[] lowest = {0, 0, 1, 1, 0};
        int[] highest = {59, 23, 31, 12, 6};
        for (int i = 0; i < 5; i++) {
            this.values[i] = values(this.fields[i], lowest[i], highest[i]);
        }
        this.rules = zone.getRules();
        this.fixed = !this.fields[0].startsWith("*") && !this.fields[1].startsWith("*");
        Instant end = from.plus(length);
        for (Instant minute = from; minute.isBefore(end); minute = minute.plusSeconds(60)) {
            if (matches(minute.atZone(zone).toLocalDateTime())) {
                this.slots.add(minute);
            }
        }
        ZoneOffsetTransition change = this.rules.nextTransition(from);
        while (this.fixed && change != null && change.getInstant().isBefore(end)) {
            if (change.isGap() && leapt(change)) {
                this.slots.add(change.getInstant());
            } else if (change.isOverlap()) {
                Instant again = change.getInstant();
                this.slots.removeAll(Set.copyOf(this.slots.subSet(again, again.minus(change.getDuration()))));
            }
            change = this.rules.nextTransition(change.getInstant());
        }
    }

    @Nullable Instant next(Instant after) {
        return this.slots.higher(after);
    }

    /** An instant as Sentry's library reads it for times that fire once: in an hour lived twice, as of its first time. */
    Instant read(Instant at) {
        ZoneOffsetTransition change = this.rules.previousTransition(at.plusNanos(1));
        boolean again = this.fixed
                && change != null
                && change.isOverlap()
                && at.isBefore(change.getInstant().minus(change.getDuration()));
        return again ? at.plus(change.getDuration()) : at;
    }

    private boolean leapt(ZoneOffsetTransition gap) {
        for (LocalDateTime time = gap.getDateTimeBefore();
                time.isBefore(gap.getDateTimeAfter());
                time = time.plusMinutes(1)) {
            if (matches(time)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(LocalDateTime time) {
        boolean day = this.values[2].get(time.getDayOfMonth());
        boolean weekday = this.values[4].get(time.getDayOfWeek().getValue() % 7);
        boolean either = !this.fields[2].startsWith("*") && !this.fields[4].startsWith("*");
        return this.values[0].get(time.getMinute())
                && this.values[1].get(time.getHour())
                && this.values[3].get(time.getMonthValue())
                && (either ? day || weekday : day && weekday);
    }

    private static BitSet values(String field, int lowest, int highest) {
        BitSet values = new BitSet();
        for (String part : field.split(",")) {
            String[] step = part.split("/");
            String[] range = step[0].equals("*") ? new String[] {"" + lowest, "" + highest} : step[0].split("-");
            int first = Integer.parseInt(range[0]);
            int last = range.length > 1 ? Integer.parseInt(range[1]) : first;
            for (int value = first; value <= last; value += step.length > 1 ? Integer.parseInt(step[1]) : 1) {
                values.set(value);
            }
        }
        return values;
    }
}
