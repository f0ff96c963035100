package ai.fluxion.crons.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.springframework.scheduling.support.CronExpression;

/** Whatever a Spring cron says, we read it as it does, and tell Sentry exactly or say that we do not. */
class SpringScheduleProperties {

    private static final Duration WINDOW = Duration.ofDays(15);

    record Case(ReferenceCron cron, ZoneId zone, Instant start) {

        Schedule schedule() {
            return Schedules.spring(this.cron.text(), this.zone);
        }

        @Override
        public String toString() {
            return "%s %s from %s".formatted(this.cron.text(), this.zone, this.start);
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return CronArbitraries.zones().flatMap(zone -> CronArbitraries.starts(zone)
                .flatMap(start -> CronArbitraries.spring().map(cron -> new Case(cron, zone, start))));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void readsWhatTheFieldsSay(@ForAll("cases") Case given) {
        List<Instant> expected = given.cron().runs(given.zone(), given.start(), WINDOW);
        CronFields fields = ((CronSchedule) given.schedule()).fields();
        WallClock clock = new WallClock(fields, given.zone().getRules());
        Instant at = given.start();
        for (Instant run : expected.subList(0, Math.min(expected.size(), 100))) {
            at = Objects.requireNonNull(clock.next(at));
            assertThat(at).isEqualTo(run);
        }
        for (int i = expected.size() - 1; i >= Math.max(0, expected.size() - 100); i--) {
            Instant bound = i == expected.size() - 1 ? given.start().plus(WINDOW) : expected.get(i + 1);
            assertThat(clock.previous(bound)).isEqualTo(expected.get(i));
        }
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void nextIsSpringsNext(@ForAll("cases") Case given) {
        CronExpression spring = CronExpression.parse(given.cron().text());
        Schedule schedule = given.schedule();
        Instant at = given.start();
        for (int i = 0; i < 25; i++) {
            var expected = spring.next(at.atZone(given.zone()));
            Instant next = schedule.next(at);
            assertThat(next).isEqualTo(expected == null ? null : expected.toInstant());
            if (next == null) {
                return;
            }
            assertThat(schedule.previous(Instant.EPOCH, next.plusNanos(1))).isEqualTo(next);
            at = next;
        }
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void springFollowsTheClockOnTheWall(@ForAll("cases") Case given) {
        CronSchedule schedule = (CronSchedule) given.schedule();
        WallClock clock = new WallClock(schedule.fields(), given.zone().getRules());
        Instant at = given.start();
        for (int i = 0; i < 25; i++) {
            Instant next = schedule.next(at);
            assertThat(clock.next(at)).isEqualTo(next);
            if (next == null) {
                return;
            }
            at = next;
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatSentryIsToldExactlyHasTheSameMinutes(@ForAll("cases") Case given) {
        SentryTranslation translation = given.schedule().toSentry();
        SentrySchedule sentry = translation.schedule();
        if (!translation.exact()) {
            assertThat(translation.note()).isNotBlank();
            return;
        }
        List<Instant> expected = given.cron().runs(given.zone(), given.start(), WINDOW).stream()
                .map(run -> run.truncatedTo(ChronoUnit.MINUTES))
                .filter(run -> run.isAfter(given.start()))
                .distinct()
                .limit(200)
                .toList();
        assertThat(Slots.after(Objects.requireNonNull(sentry), given.start(), expected.size()))
                .isEqualTo(expected);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anIntervalIsNeverShorterThanAGap(@ForAll("cases") Case given) {
        SentryTranslation translation = given.schedule().toSentry();
        if (!(translation.schedule() instanceof SentryInterval interval)) {
            return;
        }
        Instant at = given.start();
        for (Instant run : Slots.after(given.schedule(), given.start(), 25)) {
            if (!at.equals(given.start())) {
                Instant due = Objects.requireNonNull(interval.next(at)).plusSeconds(60);
                assertThat(run).isBeforeOrEqualTo(due);
            }
            at = run;
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsReadAgain(@ForAll("cases") Case given) {
        CronSchedule schedule = (CronSchedule) given.schedule();
        for (ScheduleTarget target : ScheduleTarget.values()) {
            WrittenSchedule written = Schedules.write(schedule, target);
            assertThat(written.text() == null).isNotEqualTo(written.refusal() == null);
            if (written.text() != null) {
                CronSchedule again = (CronSchedule) read(written.text(), target, given.zone());
                assertThat(again.fields()).as(written.text()).isEqualTo(schedule.fields());
            }
        }
    }

    private static Schedule read(String text, ScheduleTarget target, ZoneId zone) {
        return switch (target) {
            case UNIX, KUBERNETES -> Schedules.unix(text, zone);
            case SPRING -> Schedules.spring(text, zone);
            case QUARTZ -> Schedules.quartz(text, zone);
            case EVENTBRIDGE -> Schedules.eventBridge(text, zone);
        };
    }
}
