package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Fires when Sentry's cron library does. A crontab whose minutes or hours begin with a star follows the clock on the wall;
 * any other runs at fixed times of the day, of which those in a gap move to its end and those in an overlap fire once. In
 * the hours around a change of the clock the library's walk is repeated step by step: where it starts decides where it
 * ends, even before its start.
 */
final class CronsimClock {

    /** The walk may step back within an hour before it goes on. */
    private static final Duration REACH = Duration.ofHours(2);

    /** In zones that shift by parts of an hour the library may go round in circles; nobody waits for it here. */
    private static final int ENDLESS = 1_000;

    private final CronFields fields;

    private final WallClock wall;

    private final boolean fixedTimes;

    private final ZoneRules rules;

    CronsimClock(CronFields fields, boolean fixedTimes, ZoneRules rules) {
        this.fields = fields;
        this.wall = new WallClock(fields, rules);
        this.fixedTimes = fixedTimes;
        this.rules = rules;
    }

    /** What the crontab says. */
    CronFields fields() {
        return this.fields;
    }

    /** Whether it keeps to times of the day, and does not follow the clock on the wall. */
    boolean hasFixedTimes() {
        return this.fixedTimes;
    }

    @Nullable Instant next(Instant reference) {
        Instant start = reference.truncatedTo(ChronoUnit.SECONDS);
        ZoneOffset offset = this.rules.getOffset(start);
        LocalDateTime local = LocalDateTime.ofInstant(start, offset);
        LocalDateTime match = this.fields.nextOrSame(local.plusSeconds(1));
        if (match == null) {
            return null;
        }
        if (this.fixedTimes) {
            return movedOutOfGap(match);
        }
        Instant candidate = match.toInstant(offset);
        ZoneOffsetTransition change = this.rules.nextTransition(start.minus(REACH));
        if (change == null || candidate.isBefore(change.getInstant())) {
            return candidate;
        }
        return walkForward(Moment.at(start.plusSeconds(1), this.rules));
    }

    @Nullable Instant previous(Instant before) {
        Instant end = before.truncatedTo(ChronoUnit.SECONDS);
        ZoneOffset offset = this.rules.getOffset(end);
        LocalDateTime local = LocalDateTime.ofInstant(end, offset).minusSeconds(1);
        if (this.fixedTimes) {
            while (this.rules.getValidOffsets(local).isEmpty()) {
                local = local.minusMinutes(1);
            }
            LocalDateTime match = this.fields.previousOrSame(local);
            return match == null ? null : movedOutOfGap(match);
        }
        LocalDateTime match = this.fields.previousOrSame(local);
        if (match == null) {
            return null;
        }
        Instant candidate = match.toInstant(offset);
        ZoneOffsetTransition change = this.rules.previousTransition(end.plus(REACH));
        if (change == null || candidate.isAfter(change.getInstant().plus(REACH))) {
            return candidate;
        }
        return walkBack(Moment.at(end.minusSeconds(1), this.rules));
    }

    private Instant movedOutOfGap(LocalDateTime match) {
        LocalDateTime local = match;
        while (this.rules.getValidOffsets(local).isEmpty()) {
            local = local.plusMinutes(1);
        }
        return local.toInstant(this.rules.getValidOffsets(local).get(0));
    }

    private @Nullable Instant walkForward(Moment start) {
        Moment at = start;
        for (int steps = 0; steps < ENDLESS; steps++) {
            LocalDate date = at.date();
            LocalDate day = this.fields.dayFrom(date);
            if (day == null) {
                return null;
            }
            if (!day.equals(date)) {
                at = Moment.of(day.atStartOfDay(), this.rules);
            } else if (!Bits.has(this.fields.hours(), at.hour())) {
                at = hourForward(at);
            } else if (!Bits.has(this.fields.minutes(), at.minute())) {
                at = minuteForward(at);
            } else if (at.second() != 0) {
                at = at.plus(60L - at.second());
            } else {
                return at.toInstant();
            }
        }
        return this.wall.next(start.toInstant());
    }

    private Moment hourForward(Moment start) {
        Moment at = start.with(LocalTime.of(start.hour(), 0));
        do {
            at = at.plus(3600);
        } while (at.hour() != 0 && !Bits.has(this.fields.hours(), at.hour()));
        return at;
    }

    private Moment minuteForward(Moment start) {
        Moment at = start.with(LocalTime.of(start.hour(), start.minute()));
        if (Long.bitCount(this.fields.minutes()) == 1) {
            at = at.plus(60L * Math.floorMod(Bits.min(this.fields.minutes()) - at.minute(), 60));
        }
        while (!Bits.has(this.fields.minutes(), at.minute())) {
            at = at.plus(60);
            if (at.minute() == 0) {
                break;
            }
        }
        return at;
    }

    private @Nullable Instant walkBack(Moment start) {
        Moment at = start;
        for (int steps = 0; steps < ENDLESS; steps++) {
            LocalDate date = at.date();
            LocalDate day = this.fields.dayTo(date);
            if (day == null) {
                return null;
            }
            if (!day.equals(date)) {
                at = Moment.of(day.atTime(23, 59, 59), this.rules);
            } else if (!Bits.has(this.fields.hours(), at.hour())) {
                at = hourBack(at);
            } else if (!Bits.has(this.fields.minutes(), at.minute())) {
                at = minuteBack(at);
            } else if (at.second() != 0) {
                at = at.plus(-at.second());
            } else {
                return at.toInstant();
            }
        }
        return this.wall.previous(start.toInstant());
    }

    private Moment hourBack(Moment start) {
        Moment at = start.with(LocalTime.of(start.hour(), 59, 59));
        do {
            at = at.plus(-3600);
        } while (at.hour() != 23 && !Bits.has(this.fields.hours(), at.hour()));
        return at;
    }

    private Moment minuteBack(Moment start) {
        Moment at = start.with(LocalTime.of(start.hour(), start.minute(), 59));
        if (Long.bitCount(this.fields.minutes()) == 1) {
            at = at.plus(-60L * Math.floorMod(at.minute() - Bits.min(this.fields.minutes()), 60));
        }
        while (!Bits.has(this.fields.minutes(), at.minute())) {
            at = at.plus(-60);
            if (at.minute() == 59) {
                break;
            }
        }
        return at;
    }

    /**
     * A reading of the clock that may be one of two in an overlap, or none in a gap.
     *
     * @param secondPass whether it is the second pass of an overlap
     */
    private record Moment(LocalDateTime local, boolean secondPass, ZoneRules rules) {

        static Moment of(LocalDateTime local, ZoneRules rules) {
            return new Moment(local, false, rules);
        }

        static Moment at(Instant instant, ZoneRules rules) {
            ZoneOffset offset = rules.getOffset(instant);
            LocalDateTime local = LocalDateTime.ofInstant(instant, offset);
            ZoneOffsetTransition change = rules.getTransition(local);
            boolean secondPass = change != null && change.isOverlap() && offset.equals(change.getOffsetAfter());
            return new Moment(local, secondPass, rules);
        }

        LocalDate date() {
            return this.local.toLocalDate();
        }

        int hour() {
            return this.local.getHour();
        }

        int minute() {
            return this.local.getMinute();
        }

        int second() {
            return this.local.getSecond();
        }

        Moment with(LocalTime time) {
            return new Moment(this.local.toLocalDate().atTime(time), this.secondPass, this.rules);
        }

        Moment plus(long seconds) {
            return at(toInstant().plusSeconds(seconds), this.rules);
        }

        Instant toInstant() {
            ZoneOffsetTransition change = this.rules.getTransition(this.local);
            if (change == null) {
                return this.local.toInstant(this.rules.getOffset(this.local));
            }
            return this.local.toInstant(this.secondPass ? change.getOffsetAfter() : change.getOffsetBefore());
        }
    }
}
