package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A cron of Quartz or EventBridge: a time of the day that does not exist is left out, and one that comes twice is served
 * once, by Quartz in the second pass, by EventBridge in the first (its user guide, "Schedule types": "runs only once and
 * does not repeat its invocation").
 */
final class OnceSchedule extends CronSchedule {

    private final OnceClock clock;

    OnceSchedule(String text, Dialect dialect, ZoneId zone, CronFields fields) {
        super(text, dialect, zone, fields);
        this.clock = new OnceClock(fields, zone.getRules(), dialect == Dialect.EVENTBRIDGE);
    }

    @Override
    CronSchedule in(ZoneId other) {
        return new OnceSchedule(text(), dialect(), other, fields());
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
