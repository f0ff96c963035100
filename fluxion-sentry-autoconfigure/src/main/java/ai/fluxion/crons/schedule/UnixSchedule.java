package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A crontab, run as cron runs it, which is what Sentry's library imitates. */
final class UnixSchedule extends CronSchedule {

    private final CrontabSyntax syntax;

    private final CronsimClock clock;

    UnixSchedule(String text, CrontabSyntax syntax, ZoneId zone) {
        super(text, Dialect.UNIX, zone, syntax.fields());
        this.syntax = syntax;
        this.clock = new CronsimClock(syntax.fields(), syntax.fixedTimes(), zone.getRules());
    }

    @Override
    CronSchedule in(ZoneId other) {
        return new UnixSchedule(text(), this.syntax, other);
    }

    @Override
    @Nullable Instant after(Instant reference) {
        return this.clock.next(reference);
    }

    @Override
    @Nullable Instant before(Instant bound) {
        return this.clock.previous(bound);
    }
}
