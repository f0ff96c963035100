package ai.fluxion.crons.monitor;

import ai.fluxion.crons.schedule.Dialect;
import ai.fluxion.crons.schedule.Recurrence;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.SentrySchedule;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** Simple recurrences, so that tests of state do not depend on how schedules are read. */
public final class Slots {

    private Slots() {}

    /** A crontab of five fields without anything in which Spring and Sentry differ. */
    public static Schedule crontab(String crontab, @Nullable String zone) {
        CronExpression cron = CronExpression.parse("0 " + crontab);
        ZoneId zoneId = zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        return new Fake(crontab, Dialect.UNIX, zoneId, new Recurrence() {

            @Override
            public @Nullable Instant next(Instant reference) {
                ZonedDateTime next = cron.next(reference.atZone(zoneId));
                return next == null ? null : next.toInstant();
            }

            @Override
            public @Nullable Instant previous(Instant anchor, Instant before) {
                for (long back = 1; back < 1L << 40; back *= 4) {
                    Instant last = null;
                    Instant from = before.minusSeconds(60 * back);
                    for (Instant at = next(from); at != null && at.isBefore(before); at = next(at)) {
                        last = at;
                    }
                    if (last != null) {
                        return last;
                    }
                }
                return null;
            }
        });
    }

    /** An interval, counted in UTC. */
    public static Schedule every(long value, ChronoUnit unit) {
        return new Fake(value + " " + unit, Dialect.INTERVAL, null, new Recurrence() {

            @Override
            public Instant next(Instant reference) {
                return step(reference, 1);
            }

            @Override
            public Instant previous(Instant anchor, Instant before) {
                long low = 0;
                while (step(anchor, low + 1).isBefore(before)) {
                    low++;
                }
                return step(anchor, low);
            }

            private Instant step(Instant from, long times) {
                return from.atZone(ZoneOffset.UTC).plus(value * times, unit).toInstant();
            }
        });
    }

    /** A schedule that Sentry is told exactly. */
    public static Schedule sentry(SentrySchedule slots) {
        return new Fake(slots.value(), Dialect.UNIX, null, slots);
    }

    /** A schedule that throws. */
    public static Schedule failing() {
        return new Fake("failing", Dialect.UNIX, null, new Recurrence() {

            @Override
            public Instant next(Instant reference) {
                throw new IllegalStateException("no slots today");
            }

            @Override
            public Instant previous(Instant anchor, Instant before) {
                throw new IllegalStateException("no slots today");
            }
        });
    }

    private record Fake(String text, Dialect dialect, @Nullable ZoneId zone, Recurrence slots) implements Schedule {

        @Override
        public String describe(Locale locale) {
            return text();
        }

        @Override
        public SentryTranslation toSentry() {
            return this.slots instanceof SentrySchedule sentry
                    ? new SentryTranslation(sentry, true, null)
                    : new SentryTranslation(null, false, null);
        }

        @Override
        public @Nullable Instant next(Instant reference) {
            return this.slots.next(reference);
        }

        @Override
        public @Nullable Instant previous(Instant anchor, Instant before) {
            return this.slots.previous(anchor, before);
        }
    }
}
