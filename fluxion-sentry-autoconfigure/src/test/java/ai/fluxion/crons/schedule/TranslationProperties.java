package ai.fluxion.crons.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.schedule.KeptCases.Case;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is written for another system is read there as it was meant, and so is what Sentry is told. */
class TranslationProperties {

    private static final List<Dialect> CRONS =
            List.of(Dialect.SPRING, Dialect.UNIX, Dialect.QUARTZ, Dialect.EVENTBRIDGE);

    private static final Duration WINDOW = Duration.ofDays(15);

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.oneOf(
                CronArbitraries.cases(Dialect.SPRING, CronArbitraries.spring()),
                CronArbitraries.cases(Dialect.UNIX, CronArbitraries.unix()),
                CronArbitraries.cases(Dialect.QUARTZ, CronArbitraries.quartz()),
                CronArbitraries.cases(Dialect.EVENTBRIDGE, CronArbitraries.eventBridge()));
    }

    @Provide
    Arbitrary<Case> crontabs() {
        return CronArbitraries.cases(Dialect.UNIX, CronArbitraries.unix());
    }

    @Example
    void keptCasesHold() {
        for (Dialect dialect : CRONS) {
            for (Case kept : KeptCases.of(dialect)) {
                whatIsWrittenHasTheSameRuns(kept);
                whatSentryIsToldHasTheSameMinutesOrTheGapBetweenThem(kept);
                itIsSaidInWords(kept);
            }
        }
        KeptCases.of(Dialect.UNIX).forEach(this::aCrontabIsReadAsItsFieldsSay);
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenHasTheSameRuns(@ForAll("cases") Case given) {
        CronSchedule schedule = (CronSchedule) given.schedule();
        for (ScheduleTarget target : ScheduleTarget.values()) {
            WrittenSchedule written = Schedules.write(schedule, target);
            assertThat(written.text() == null).isNotEqualTo(written.refusal() == null);
            if (written.text() != null) {
                CronSchedule again = (CronSchedule) read(written.text(), target, given.zone());
                assertThat(again.fields().sameMinutesAs(schedule.fields()))
                        .as("%s as %s", given, written)
                        .isTrue();
                // What a clock that changes does to it is each system's own affair.
                ZoneId steady = ZoneId.of("America/Caracas");
                assertThat(Slots.after(again.in(steady), given.start(), 25))
                        .as("%s as %s", given, written)
                        .isEqualTo(Slots.after(schedule.in(steady), given.start(), 25));
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

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void whatSentryIsToldHasTheSameMinutesOrTheGapBetweenThem(@ForAll("cases") Case given) {
        Schedule schedule = given.schedule();
        SentryTranslation told = schedule.toSentry();
        assertThat(told.exact() || told.note() != null).as("%s", given).isTrue();
        List<Instant> runs = Slots.after(schedule, given.start(), 25);
        List<Instant> minutes = minutes(runs);
        if (told.exact() && !minutes.isEmpty()) {
            // In a change of the clock Sentry's library depends on where it starts.
            boolean crontab = given.dialect() == Dialect.UNIX;
            Instant before = crontab ? given.start() : minutes.get(0).minusSeconds(1);
            assertThat(Slots.after(Objects.requireNonNull(told.schedule()), before, minutes.size()))
                    .as("%s as %s", given, told)
                    .isEqualTo(minutes);
        } else if (told.schedule() instanceof SentryInterval interval) {
            for (int i = 1; i < runs.size(); i++) {
                assertThat(Objects.requireNonNull(interval.next(runs.get(i - 1)))
                                .plusSeconds(60))
                        .as("%s as %s", given, told)
                        .isAfterOrEqualTo(runs.get(i));
            }
        }
    }

    private static List<Instant> minutes(List<Instant> runs) {
        return runs.stream()
                .map(run -> run.truncatedTo(ChronoUnit.MINUTES))
                .distinct()
                .toList();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aCrontabIsReadAsItsFieldsSay(@ForAll("crontabs") Case given) {
        ZoneId steady = ZoneId.of("America/Caracas");
        List<Instant> expected = new ReferenceCron(given.text()).runs(steady, given.start(), WINDOW);
        List<Instant> first = expected.subList(0, Math.min(expected.size(), 100));
        assertThat(Slots.after(Schedules.unix(given.text(), steady), given.start(), first.size()))
                .as("%s", given)
                .isEqualTo(first);
        assertThat(Slots.after(SentryCrontab.of(given.text(), steady), given.start(), first.size()))
                .as("%s", given)
                .isEqualTo(first);
    }

    /** Two of one job that differ in one field. */
    @Provide
    Arbitrary<List<Schedule>> pairs() {
        Arbitrary<String> springs = CronArbitraries.spring();
        return Combinators.combine(springs, springs, CronArbitraries.zones(), Arbitraries.of(1, 2, 3, 5))
                .as((one, other, zone, field) -> {
                    String[] fields = one.split(" ");
                    fields[field] = other.split(" ")[field];
                    return List.of(Schedules.spring(one, zone), Schedules.spring(String.join(" ", fields), zone));
                });
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aUnionHasTheRunsOfAllItsParts(@ForAll("pairs") List<Schedule> parts) {
        Schedule union = Schedules.union(parts).orElse(null);
        if (union == null) {
            return;
        }
        Instant start = Instant.parse("2026-03-07T00:00:00Z");
        List<Instant> runs = parts.stream()
                .flatMap(part -> Slots.after(part, start, 25).stream())
                .sorted()
                .distinct()
                .limit(25)
                .toList();
        assertThat(Slots.after(union, start, 25)).as("%s", union).isEqualTo(runs);
        SentryTranslation told = union.toSentry();
        if (told.exact() && !runs.isEmpty()) {
            List<Instant> minutes = minutes(runs);
            Instant before = minutes.get(0).minusSeconds(1);
            assertThat(Slots.after(Objects.requireNonNull(told.schedule()), before, minutes.size()))
                    .as("%s as %s", union, told)
                    .isEqualTo(minutes);
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void itIsSaidInWords(@ForAll("cases") Case given) {
        Stream.of(Locale.ENGLISH, new Locale("es"))
                .map(given.schedule()::describe)
                .forEach(words -> assertThat(words)
                        .as("%s", given)
                        .matches("\\p{Lu}.*\\S")
                        .doesNotContain("null", "%", "  ", " ,", "[", "{"));
    }
}
