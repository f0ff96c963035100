package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** A Spring cron. What comes next is what Spring computes; what came before is derived from that. */
final class SpringSchedule extends CronSchedule {

    private static final Duration DAY = Duration.ofDays(1);

    private final CronExpression expression;

    private final WallClock clock;

    SpringSchedule(String text, SpringSyntax syntax, ZoneId zone) {
        super(text, Dialect.SPRING, zone, syntax.fields());
        this.expression = syntax.expression();
        this.clock = new WallClock(syntax.fields(), zone.getRules());
    }

    @Override
    @Nullable Instant after(Instant reference) {
        ZonedDateTime next = this.expression.next(ZonedDateTime.ofInstant(reference, zone()));
        if (next == null) {
            return null;
        }
        // Where a clock changes by half an hour Spring may stay where it is for ever.
        return next.toInstant().isAfter(reference) ? next.toInstant() : this.clock.next(reference);
    }

    @Override
    @Nullable Instant before(Instant bound) {
        Instant guess = this.clock.previous(bound);
        if (guess == null || !clockChanges(guess.minus(DAY), bound.plus(DAY))) {
            return guess;
        }
        Instant earlier = this.clock.previous(guess);
        Instant last = null;
        for (Instant at = after(earlier == null ? guess.minus(DAY) : earlier);
                at != null && at.isBefore(bound);
                at = after(at)) {
            last = at;
        }
        return last == null ? guess : last;
    }

    private boolean clockChanges(Instant from, Instant to) {
        ZoneOffsetTransition change = zone().getRules().nextTransition(from);
        return change != null && change.getInstant().isBefore(to);
    }
}
