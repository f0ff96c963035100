package ai.fluxion.crons.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Random crons, each made together with what it means. */
final class CronArbitraries {

    private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private CronArbitraries() {}

    /** A part of a field and what it means. */
    record Numbers(String text, IntPredicate matches) {}

    record Days(String text, Predicate<LocalDate> matches) {}

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

    static Arbitrary<ReferenceCron> spring() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(tuple(8, zero()), tuple(2, numbers(0, 59))),
                        Arbitraries.frequencyOf(tuple(3, zero()), tuple(5, numbers(0, 59))),
                        numbers(0, 23),
                        Arbitraries.frequencyOf(tuple(4, all()), tuple(5, springDays())),
                        Arbitraries.frequencyOf(tuple(6, star()), tuple(2, numbers(1, 12))),
                        Arbitraries.frequencyOf(tuple(4, all()), tuple(5, springWeekdays())))
                .as((second, minute, hour, day, month, weekday) -> new ReferenceCron(
                        String.join(
                                " ",
                                second.text(),
                                minute.text(),
                                hour.text(),
                                day.text(),
                                month.text(),
                                weekday.text()),
                        second.matches(),
                        minute.matches(),
                        hour.matches(),
                        month.matches(),
                        day.matches().and(weekday.matches())));
    }

    static <T> Tuple2<Integer, Arbitrary<? extends T>> tuple(int weight, Arbitrary<? extends T> arbitrary) {
        return Tuple.of(weight, arbitrary);
    }

    private static Arbitrary<Numbers> zero() {
        return Arbitraries.just(new Numbers("0", n -> n == 0));
    }

    private static Arbitrary<Numbers> star() {
        return Arbitraries.just(new Numbers("*", n -> true));
    }

    private static Arbitrary<Days> all() {
        return Arbitraries.of("*", "?").map(text -> new Days(text, date -> true));
    }

    /** Lists of numbers, ranges and steps. */
    static Arbitrary<Numbers> numbers(int min, int max) {
        return term(min, max)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(terms -> new Numbers(
                        terms.stream().map(Numbers::text).collect(Collectors.joining(",")),
                        n -> terms.stream().anyMatch(term -> term.matches().test(n))));
    }

    private static Arbitrary<Numbers> term(int min, int max) {
        Arbitrary<Integer> number = Arbitraries.integers().between(min, max);
        Arbitrary<Integer> step = Arbitraries.integers().between(1, max + 3);
        return Arbitraries.oneOf(
                number.map(a -> new Numbers("" + a, n -> n == a)),
                number.map(a -> new Numbers("" + a, n -> n == a)),
                Combinators.combine(number, number).as((a, b) -> {
                    int first = Math.min(a, b);
                    int last = Math.max(a, b);
                    return new Numbers(first + "-" + last, n -> n >= first && n <= last);
                }),
                step.map(s -> new Numbers("*/" + s, n -> (n - min) % s == 0)),
                Combinators.combine(number, step)
                        .as((a, s) -> new Numbers(a + "/" + s, n -> n >= a && (n - a) % s == 0)),
                Combinators.combine(number, number, step).as((a, b, s) -> {
                    int first = Math.min(a, b);
                    int last = Math.max(a, b);
                    return new Numbers(
                            first + "-" + last + "/" + s, n -> n >= first && n <= last && (n - first) % s == 0);
                }));
    }

    private static Arbitrary<Days> springDays() {
        Arbitrary<Integer> number = Arbitraries.integers().between(1, 31);
        return Arbitraries.frequencyOf(
                tuple(5, numbers(1, 31).map(CronArbitraries::ofMonth)),
                tuple(2, Arbitraries.of("1-7", "8-14", "15-21", "22-28", "1-31").map(CronArbitraries::week)),
                tuple(1, Arbitraries.just(new Days("L", date -> date.getDayOfMonth() == date.lengthOfMonth()))),
                tuple(1, Arbitraries.just(new Days("LW", date -> date.equals(lastWorkday(date))))),
                tuple(
                        1,
                        Arbitraries.integers()
                                .between(1, 27)
                                .map(n ->
                                        new Days("L-" + n, date -> date.getDayOfMonth() == date.lengthOfMonth() - n))),
                tuple(1, number.map(n -> new Days(n + "W", date -> date.equals(workdayNear(date, n))))));
    }

    private static Days ofMonth(Numbers numbers) {
        return new Days(numbers.text(), date -> numbers.matches().test(date.getDayOfMonth()));
    }

    private static Days week(String range) {
        String[] ends = range.split("-");
        return new Days(
                range,
                date -> date.getDayOfMonth() >= Integer.parseInt(ends[0])
                        && date.getDayOfMonth() <= Integer.parseInt(ends[1]));
    }

    private static LocalDate lastWorkday(LocalDate date) {
        LocalDate last = date.with(TemporalAdjusters.lastDayOfMonth());
        while (last.getDayOfWeek().getValue() > 5) {
            last = last.minusDays(1);
        }
        return last;
    }

    /** The workday nearest to a day, or a date that is never this one. */
    private static LocalDate workdayNear(LocalDate date, int day) {
        if (day > date.lengthOfMonth()) {
            return LocalDate.MIN;
        }
        LocalDate target = date.withDayOfMonth(day);
        for (int distance : new int[] {0, -1, 1, -2, 2}) {
            LocalDate candidate = target.plusDays(distance);
            if (candidate.getMonth() == date.getMonth()
                    && candidate.getDayOfWeek().getValue() <= 5) {
                return candidate;
            }
        }
        throw new AssertionError(date + " " + day);
    }

    private static Arbitrary<Days> springWeekdays() {
        Arbitrary<DayOfWeek> day = Arbitraries.of(DayOfWeek.class);
        return Arbitraries.oneOf(
                day.map(d -> new Days(name(d), date -> date.getDayOfWeek() == d)),
                day.map(d -> new Days("" + d.getValue() % 7, date -> date.getDayOfWeek() == d)),
                Combinators.combine(day, day).as(CronArbitraries::weekdayRange),
                day.list().ofMinSize(2).ofMaxSize(3).map(CronArbitraries::weekdayList),
                Arbitraries.integers()
                        .between(1, 7)
                        .map(s ->
                                new Days("*/" + s, date -> (date.getDayOfWeek().getValue() - 1) % s == 0)),
                day.map(d -> new Days(name(d) + "L", date -> date.equals(date.with(TemporalAdjusters.lastInMonth(d))))),
                Combinators.combine(day, Arbitraries.integers().between(1, 5))
                        .as((d, n) -> new Days(
                                name(d) + "#" + n,
                                date -> date.getDayOfWeek() == d && (date.getDayOfMonth() + 6) / 7 == n)));
    }

    private static Days weekdayList(List<DayOfWeek> days) {
        return new Days(
                days.stream().map(CronArbitraries::name).collect(Collectors.joining(",")),
                date -> days.contains(date.getDayOfWeek()));
    }

    private static Days weekdayRange(DayOfWeek a, DayOfWeek b) {
        DayOfWeek first = a.compareTo(b) < 0 ? a : b;
        DayOfWeek last = a.compareTo(b) < 0 ? b : a;
        return first == last
                ? new Days(name(first), date -> date.getDayOfWeek() == first)
                : new Days(
                        name(first) + "-" + name(last),
                        date -> date.getDayOfWeek().compareTo(first) >= 0
                                && date.getDayOfWeek().compareTo(last) <= 0);
    }

    private static String name(DayOfWeek day) {
        return DAYS.get(day.getValue() - 1);
    }
}
