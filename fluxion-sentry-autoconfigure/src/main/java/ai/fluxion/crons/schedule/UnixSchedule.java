package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A crontab, run as cron runs it, which is what Sentry's library imitates. */
final class UnixSchedule extends CronSchedule {

    private final SentryCrontab crontab;

    UnixSchedule(String text, CrontabSyntax syntax, SentryCrontab crontab, ZoneId zone) {
        super(text, Dialect.UNIX, zone, syntax.fields());
        this.crontab = crontab;
    }

    SentryCrontab crontab() {
        return this.crontab;
    }

    @Override
    @Nullable Instant after(Instant reference) {
        return this.crontab.next(reference);
    }

    @Override
    @Nullable Instant before(Instant bound) {
        return this.crontab.previous(bound);
    }
}
