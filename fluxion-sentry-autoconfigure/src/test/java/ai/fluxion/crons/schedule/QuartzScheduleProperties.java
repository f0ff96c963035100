package ai.fluxion.crons.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.TimeZone;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.quartz.CronExpression;

/** Whatever a Quartz cron says, we fire when Quartz does. */
class QuartzScheduleProperties {

    record Case(String text, ZoneId zone, Instant start) {}

    @Provide
    Arbitrary<Case> cases() {
        return CronArbitraries.zones().flatMap(zone -> Combinators.combine(texts(), CronArbitraries.starts(zone))
                .as((text, start) -> new Case(text, zone, outsideOverlaps(start, zone))));
    }

    /** Within the first pass of an overlap Quartz's answer depends on where it starts, so that nobody can agree with it. */
    private static Instant outsideOverlaps(Instant start, ZoneId zone) {
        boolean twice = zone.getRules()
                        .getValidOffsets(LocalDateTime.ofInstant(start, zone))
                        .size()
                > 1;
        return twice ? start.minus(Duration.ofHours(3)) : start;
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> minutes = numbers(0, 59);
        Arbitrary<String> hours = numbers(0, 23);
        Arbitrary<String> months = Arbitraries.frequencyOf(
                CronArbitraries.tuple(3, Arbitraries.just("*")), CronArbitraries.tuple(1, numbers(1, 12)));
        Arbitrary<String> seconds = Arbitraries.of("0", "0", "0", "30", "0/20", "15,45");
        Arbitrary<String> years = Arbitraries.of("", "", "", " *", " 2026", " 2025-2030", " 2025/2");
        Arbitrary<String> days = Arbitraries.oneOf(
                dayOfMonth().map(day -> day + " @ ?"), dayOfWeek().map(day -> "? @ " + day));
        return Combinators.combine(seconds, minutes, hours, days, months, years)
                .as((second, minute, hour, day, month, year) ->
                        "%s %s %s %s%s".formatted(second, minute, hour, day.replace("@", month), year));
    }

    private static Arbitrary<String> numbers(int min, int max) {
        return CronArbitraries.numbers(min, max)
                .map(CronArbitraries.Numbers::text)
                .filter(text -> !text.matches(".*/(2[4-9]|[3-9]\\d|1[3-9]|8|9|1\\d|2\\d).*"));
    }

    private static Arbitrary<String> dayOfMonth() {
        return Arbitraries.oneOf(numbers(1, 31), Arbitraries.of("*", "L", "L-3", "L-11", "1,L", "25-5"));
    }

    private static Arbitrary<String> dayOfWeek() {
        return Arbitraries.oneOf(
                numbers(1, 7).filter(text -> !text.contains("/")),
                Arbitraries.of(
                        "*", "L", "1L", "6L", "FRIL", "FRI#2", "2#5", "7#1", "MON-FRI", "FRI-TUE", "SUN,WED", "2/2"));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void nextIsQuartzsNext(@ForAll("cases") Case given) throws ParseException {
        CronExpression quartz = new CronExpression(given.text());
        quartz.setTimeZone(TimeZone.getTimeZone(given.zone()));
        Schedule schedule = Schedules.quartz(given.text(), given.zone());
        Instant at = given.start();
        for (int i = 0; i < 25; i++) {
            Date expected = quartz.getNextValidTimeAfter(Date.from(at));
            Instant next = schedule.next(at);
            assertThat(next).isEqualTo(expected == null ? null : expected.toInstant());
            if (next == null) {
                return;
            }
            assertThat(schedule.previous(Instant.EPOCH, next.plusMillis(1))).isEqualTo(next);
            at = next;
        }
    }
}
