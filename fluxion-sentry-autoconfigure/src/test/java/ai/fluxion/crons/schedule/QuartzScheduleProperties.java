package ai.fluxion.crons.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.schedule.KeptCases.Case;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.TimeZone;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.quartz.CronExpression;

/** Whatever a Quartz cron says, we fire when Quartz does. EventBridge has the same fields without seconds. */
class QuartzScheduleProperties {

    private static final ZoneId CARACAS = ZoneId.of("America/Caracas");

    @Provide
    Arbitrary<Case> quartz() {
        return CronArbitraries.cases(Dialect.QUARTZ, CronArbitraries.quartz()).map(QuartzScheduleProperties::settled);
    }

    @Provide
    Arbitrary<Case> eventBridge() {
        return CronArbitraries.cases(Dialect.EVENTBRIDGE, CronArbitraries.eventBridge());
    }

    /** Within the first pass of an overlap Quartz's answer depends on where it starts, so that nobody can agree with it. */
    private static Case settled(Case given) {
        boolean twice = given.zone()
                        .getRules()
                        .getValidOffsets(LocalDateTime.ofInstant(given.start(), given.zone()))
                        .size()
                > 1;
        Instant start = twice ? given.start().minus(Duration.ofHours(3)) : given.start();
        return new Case(given.dialect(), given.text(), given.zone(), start);
    }

    @Example
    void keptCasesHold() throws ParseException {
        for (Case kept : KeptCases.of(Dialect.QUARTZ)) {
            nextIsQuartzsNext(kept);
        }
        for (Case kept : KeptCases.of(Dialect.EVENTBRIDGE)) {
            withoutAChangeOfTheClockEventBridgeIsQuartz(kept);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void nextIsQuartzsNext(@ForAll("quartz") Case given) throws ParseException {
        agree(given, given.schedule(), given.text(), given.zone());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void withoutAChangeOfTheClockEventBridgeIsQuartz(@ForAll("eventBridge") Case given) throws ParseException {
        String quartz = given.text().replace("cron(", "0 ").replace(")", "");
        agree(given, Schedules.eventBridge(given.text(), CARACAS), quartz, CARACAS);
    }

    private static void agree(Case given, Schedule schedule, String text, ZoneId zone) throws ParseException {
        CronExpression quartz = new CronExpression(text);
        quartz.setTimeZone(TimeZone.getTimeZone(zone));
        Instant at = given.start();
        for (int i = 0; i < 25; i++) {
            Date expected = quartz.getNextValidTimeAfter(Date.from(at));
            Instant next = schedule.next(at);
            assertThat(next).as("%s", given).isEqualTo(expected == null ? null : expected.toInstant());
            if (next == null) {
                return;
            }
            assertThat(schedule.previous(Instant.EPOCH, next.plusMillis(1))).isEqualTo(next);
            at = next;
        }
    }
}
