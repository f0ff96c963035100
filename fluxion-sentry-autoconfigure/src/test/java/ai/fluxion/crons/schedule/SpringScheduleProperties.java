package ai.fluxion.crons.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.schedule.KeptCases.Case;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.springframework.scheduling.support.CronExpression;

/** Whatever a Spring cron says, we read it as it does, and tell Sentry exactly or say that we do not. */
class SpringScheduleProperties {

    private static final Duration WINDOW = Duration.ofDays(15);

    @Provide
    Arbitrary<Case> cases() {
        return CronArbitraries.cases(Dialect.SPRING, CronArbitraries.spring());
    }

    @Example
    void keptCasesHold() {
        for (Case kept : KeptCases.of(Dialect.SPRING)) {
            readsWhatTheFieldsSay(kept);
            nextIsSpringsNext(kept);
            springFollowsTheClockOnTheWall(kept);
            whatSentryIsToldExactlyHasTheSameMinutes(kept);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void readsWhatTheFieldsSay(@ForAll("cases") Case given) {
        List<Instant> expected = runs(given);
        CronFields fields = ((CronSchedule) given.schedule()).fields();
        WallClock clock = new WallClock(fields, given.zone().getRules());
        Instant at = given.start();
        for (Instant run : expected.subList(0, Math.min(expected.size(), 100))) {
            at = Objects.requireNonNull(clock.next(at));
            assertThat(at).as("%s", given).isEqualTo(run);
        }
        for (int i = expected.size() - 1; i >= Math.max(0, expected.size() - 100); i--) {
            Instant bound = i == expected.size() - 1 ? given.start().plus(WINDOW) : expected.get(i + 1);
            assertThat(clock.previous(bound)).as("%s", given).isEqualTo(expected.get(i));
        }
    }

    private static List<Instant> runs(Case given) {
        return new ReferenceCron(given.text()).runs(given.zone(), given.start(), WINDOW);
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void nextIsSpringsNext(@ForAll("cases") Case given) {
        CronExpression spring = CronExpression.parse(given.text());
        Schedule schedule = given.schedule();
        Instant at = given.start();
        for (int i = 0; i < 25; i++) {
            var expected = spring.next(at.atZone(given.zone()));
            Instant next = schedule.next(at);
            assertThat(next).as("%s", given).isEqualTo(expected == null ? null : expected.toInstant());
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
            assertThat(clock.next(at)).as("%s", given).isEqualTo(next);
            if (next == null) {
                return;
            }
            at = next;
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatSentryIsToldExactlyHasTheSameMinutes(@ForAll("cases") Case given) {
        SentryTranslation translation = given.schedule().toSentry();
        if (!translation.exact()) {
            assertThat(translation.note()).isNotBlank();
            return;
        }
        List<Instant> expected = runs(given).stream()
                .map(run -> run.truncatedTo(ChronoUnit.MINUTES))
                .filter(run -> run.isAfter(given.start()))
                .distinct()
                .limit(200)
                .toList();
        SentrySchedule sentry = Objects.requireNonNull(translation.schedule());
        assertThat(Slots.after(sentry, given.start(), expected.size()))
                .as("%s as %s", given, sentry)
                .isEqualTo(expected);
    }
}
