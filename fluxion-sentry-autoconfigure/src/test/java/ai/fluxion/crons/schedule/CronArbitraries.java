package ai.fluxion.crons.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.schedule.KeptCases.Case;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Random crons of every dialect, all of them valid. */
final class CronArbitraries {

    private static final Arbitrary<String> DAY_NAMES =
            Arbitraries.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN", "mon", "Fri");

    private CronArbitraries() {}

    /** Texts of a dialect, somewhere, some time. */
    static Arbitrary<Case> cases(Dialect dialect, Arbitrary<String> texts) {
        return zones().flatMap(zone ->
                Combinators.combine(texts, starts(zone)).as((text, start) -> new Case(dialect, text, zone, start)));
    }

    /** Zones whose clocks change by whole hours, at midnight and later, in both hemispheres, or not at all. */
    static Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "UTC",
                        "America/Caracas",
                        "Asia/Kolkata",
                        "America/New_York",
                        "Europe/Madrid",
                        "America/Santiago",
                        "Asia/Beirut",
                        "Africa/Cairo",
                        "Pacific/Auckland")
                .map(ZoneId::of);
    }

    /** Starts, every other one shortly before a change of the clock. */
    static Arbitrary<Instant> starts(ZoneId zone) {
        Arbitrary<Instant> any =
                Arbitraries.longs().between(1_735_689_600L, 1_893_456_000L).map(Instant::ofEpochSecond);
        return Combinators.combine(any, Arbitraries.integers().between(0, 200_000), Arbitraries.of(true, false))
                .as((start, before, near) -> {
                    ZoneOffsetTransition change = zone.getRules().nextTransition(start);
                    return near && change != null ? change.getInstant().minusSeconds(before) : start;
                });
    }

    static Arbitrary<String> spring() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(tuple(8, Arbitraries.just("0")), tuple(2, numbers(0, 59))),
                        minutes(),
                        numbers(0, 23),
                        Arbitraries.frequencyOf(tuple(4, Arbitraries.of("*", "?")), tuple(5, springDays())),
                        months(),
                        Arbitraries.frequencyOf(tuple(4, Arbitraries.of("*", "?")), tuple(5, springWeekdays())))
                .as((second, minute, hour, day, month, weekday) ->
                        String.join(" ", second, minute, hour, day, month, weekday));
    }

    static Arbitrary<String> unix() {
        return Combinators.combine(minutes(), numbers(0, 23), unixDays(), months(), unixWeekdays())
                .as((minute, hour, day, month, weekday) -> String.join(" ", minute, hour, day, month, weekday))
                .filter(CronArbitraries::comes);
    }

    /** Not the 31st of February, which Sentry refuses. */
    private static boolean comes(String crontab) {
        try {
            return SentryCrontab.of(crontab, null) != null;
        } catch (InvalidScheduleException ex) {
            assertThat(ex.problem()).containsAnyOf("never such a day", "none of the months");
            return false;
        }
    }

    /** Six or seven fields. */
    static Arbitrary<String> quartz() {
        Arbitrary<String> seconds = Arbitraries.of("0", "0", "0", "30", "0/20", "15,45");
        Arbitrary<String> years = Arbitraries.of("", "", "", " *", " 2026", " 2025-2030", " 2025/2");
        return Combinators.combine(seconds, quartzWithoutYear(), years)
                .as((second, fields, year) -> "%s %s%s".formatted(second, fields, year));
    }

    static Arbitrary<String> eventBridge() {
        return Combinators.combine(quartzWithoutYear(), Arbitraries.of("*", "*", "2026", "2025-2030"))
                .as("cron(%s %s)"::formatted);
    }

    private static Arbitrary<String> quartzWithoutYear() {
        return Combinators.combine(
                        quartzNumbers(0, 59),
                        quartzNumbers(0, 23),
                        Arbitraries.frequencyOf(tuple(3, Arbitraries.just("*")), tuple(1, quartzNumbers(1, 12))),
                        Arbitraries.oneOf(
                                quartzDays().map(day -> day + " @ ?"),
                                quartzWeekdays().map(day -> "? @ " + day)))
                .as((minute, hour, month, days) -> "%s %s %s".formatted(minute, hour, days.replace("@", month)));
    }

    private static Arbitrary<String> minutes() {
        return Arbitraries.frequencyOf(tuple(3, Arbitraries.just("0")), tuple(5, numbers(0, 59)));
    }

    private static Arbitrary<String> months() {
        return Arbitraries.frequencyOf(
                tuple(6, Arbitraries.just("*")),
                tuple(2, numbers(1, 12)),
                tuple(1, Arbitraries.of("JAN-MAR", "feb", "JUN,DEC")));
    }

    static <T> Tuple2<Integer, Arbitrary<? extends T>> tuple(int weight, Arbitrary<? extends T> arbitrary) {
        return Tuple.of(weight, arbitrary);
    }

    /** Lists of numbers, ranges and steps. */
    private static Arbitrary<String> numbers(int min, int max) {
        return list(term(min, max, max + 3));
    }

    private static Arbitrary<String> list(Arbitrary<String> term) {
        return term.list().ofMinSize(1).ofMaxSize(3).map(terms -> String.join(",", terms));
    }

    private static Arbitrary<String> term(int min, int max, int maxStep) {
        Arbitrary<Integer> number = Arbitraries.integers().between(min, max);
        Arbitrary<Integer> step = Arbitraries.integers().between(1, maxStep);
        Arbitrary<String> range =
                Combinators.combine(number, number).as((a, b) -> "%d-%d".formatted(Math.min(a, b), Math.max(a, b)));
        return Arbitraries.frequencyOf(
                tuple(2, number.map(String::valueOf)),
                tuple(1, range),
                tuple(1, step.map("*/%d"::formatted)),
                tuple(1, Combinators.combine(number, step).as("%d/%d"::formatted)),
                tuple(1, Combinators.combine(range, step).as("%s/%d"::formatted)));
    }

    private static Arbitrary<String> springDays() {
        Arbitrary<String> special = Arbitraries.oneOf(
                Arbitraries.of("L", "LW"),
                Arbitraries.integers().between(1, 27).map("L-%d"::formatted),
                Arbitraries.integers().between(1, 31).map("%dW"::formatted));
        return Arbitraries.frequencyOf(
                tuple(5, numbers(1, 31)),
                tuple(2, Arbitraries.of("1-7", "8-14", "15-21", "22-28", "1-31")),
                tuple(3, special),
                tuple(1, list(Arbitraries.oneOf(special, term(1, 31, 31)))));
    }

    private static Arbitrary<String> springWeekdays() {
        Arbitrary<String> day = Arbitraries.oneOf(
                DAY_NAMES, Arbitraries.integers().between(0, 7).map(String::valueOf));
        Arbitrary<String> special = Arbitraries.oneOf(
                day.map("%sL"::formatted),
                Combinators.combine(day, Arbitraries.integers().between(1, 5)).as("%s#%d"::formatted));
        Arbitrary<String> plain = Arbitraries.oneOf(
                list(day),
                Arbitraries.of("MON-FRI", "SUN-WED", "0-7", "1-5/2", "TUE-SUN", "SAT,SUN", "SUN/2", "0/2"),
                Arbitraries.integers().between(1, 7).map("*/%d"::formatted));
        return Arbitraries.frequencyOf(
                tuple(4, plain), tuple(2, special), tuple(1, list(Arbitraries.oneOf(special, day))));
    }

    private static Arbitrary<String> unixDays() {
        return Arbitraries.frequencyOf(
                tuple(4, Arbitraries.just("*")), tuple(4, numbers(1, 31)), tuple(1, Arbitraries.of("L", "LW", "1,L")));
    }

    private static Arbitrary<String> unixWeekdays() {
        return Arbitraries.frequencyOf(
                tuple(4, Arbitraries.just("*")),
                tuple(3, numbers(0, 7)),
                tuple(2, Arbitraries.of("MON", "fri", "1-5", "MON-FRI", "0,6", "5L", "MON#2", "2#5,0L", "*/2")));
    }

    /** Within the steps that Quartz takes. */
    private static Arbitrary<String> quartzNumbers(int min, int max) {
        return list(term(min, max, Math.min(max, 12)));
    }

    private static Arbitrary<String> quartzDays() {
        return Arbitraries.oneOf(quartzNumbers(1, 31), Arbitraries.of("*", "L", "L-3", "L-11", "1,L", "25-5"));
    }

    private static Arbitrary<String> quartzWeekdays() {
        return Arbitraries.oneOf(
                quartzNumbers(1, 7).filter(text -> !text.contains("/")),
                DAY_NAMES.map(name -> name.toUpperCase(Locale.ROOT)),
                Arbitraries.of(
                        "*", "L", "1L", "6L", "FRIL", "FRI#2", "2#5", "7#1", "MON-FRI", "FRI-TUE", "SUN,WED", "2/2"));
    }
}
