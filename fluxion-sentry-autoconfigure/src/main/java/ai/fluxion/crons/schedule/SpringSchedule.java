package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A Spring cron. What comes next is what Spring computes. What came before it does not compute: that is what the clock on
 * the wall says, which is what Spring follows.
 */
final class SpringSchedule extends CronSchedule {

    private final SpringSyntax syntax;

    private final WallClock clock;

    SpringSchedule(String text, SpringSyntax syntax, ZoneId zone) {
        super(text, Dialect.SPRING, zone, syntax.fields());
        this.syntax = syntax;
        this.clock = new WallClock(syntax.fields(), zone.getRules());
    }

    @Override
    CronSchedule in(ZoneId other) {
        return new SpringSchedule(text(), this.syntax, other);
    }

    @Override
    @Nullable Instant after(Instant reference) {
        ZonedDateTime next = this.syntax.expression().next(ZonedDateTime.ofInstant(reference, zone()));
        if (next == null) {
            return null;
        }
        // Where a clock changes by half an hour Spring may stay where it is for ever.
        return next.toInstant().isAfter(reference) ? next.toInstant() : this.clock.next(reference);
    }

    @Override
    @Nullable Instant before(Instant bound) {
        return this.clock.previous(bound);
    }
}
