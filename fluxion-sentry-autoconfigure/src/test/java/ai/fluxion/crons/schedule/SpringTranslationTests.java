package ai.fluxion.crons.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Sentry is told of Spring's crons. */
class SpringTranslationTests {

    private static final ZoneId CARACAS = ZoneId.of("America/Caracas");

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    @TestFactory
    Stream<DynamicTest> rows() {
        return SharedData.rows("spring-to-crontab.jsonl").stream()
                .map(row -> dynamicTest(row.get("spring").asText() + " " + row.get("tz"), () -> row(row)));
    }

    private static void row(JsonNode row) {
        ZoneId zone = ZoneId.of(row.get("tz").asText());
        Schedule schedule = Schedules.spring(row.get("spring").asText(), zone);
        SentryTranslation translation = schedule.toSentry();
        Instant start = Instant.parse(row.get("start_utc").asText());
        boolean stuck = row.get("tz").asText().equals("Australia/Lord_Howe");
        if (!stuck) {
            assertThat(Slots.after(schedule, start, 5)).isEqualTo(SharedData.instants(row.get("spring_6_2_19")));
        }
        if (row.get("correct").isNull()) {
            assertThat(translation.exact()).isFalse();
            assertThat(translation.schedule()).isInstanceOf(SentryInterval.class);
            return;
        }
        SentrySchedule sentry = Objects.requireNonNull(translation.schedule());
        boolean aligned = row.path("dst_aligned_agrees").asBoolean();
        assertThat(sentry.value())
                .isEqualTo(row.get(aligned ? "dst_aligned" : "correct").asText());
        assertThat(Slots.after(sentry, start, 5))
                .isEqualTo(SharedData.instants(row.get(aligned ? "dst_aligned_next" : "correct_next")));
        assertThat(stuck
                        || translation.exact()
                                == (aligned || row.get("correct_agrees").asBoolean()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 0 0 1,15 * MON      | 0 0 */31,15 * 1
            0 0 0 13 * SUN,FRI    | 0 0 13 * */7,5
            0 0 0 8-14 * TUE      | 0 0 * * 2#2
            0 0 0 L * SUN         | 0 0 L * */7
            0 0 0 LW * *          | 0 0 LW * *
            0 0 0 1-31 * MON      | 0 0 * * 1
            0 0 0 * * SUN/2       | 0 0 * * 0
            0 0 0 * * FRI-SUN     | 0 0 * * 0,5,6
            0 0 0 31 * *          | 0 0 31 * *
            0 5/15 8-18/2 * */3 * | 5-50/15 8-18/2 * 1-10/3 *
            0 0 0 ? * FRI#2,MONL  | 0 0 * * 5#2,1L
            @midnight             | 0 0 * * *
            """)
    void aCrontabSaysTheSame(String spring, String crontab) {
        assertThat(Schedules.spring(spring, CARACAS).toSentry())
                .isEqualTo(new SentryTranslation(SentryCrontab.of(crontab, CARACAS), true, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 0 0 13 * FRI  | 427 day | Spring fires only when both day 13 and Friday match; a crontab fires on either. Sentry is told its longest gap, 427 days.
            0 0 0 L-3 * *   | 31 day  | A crontab has no days counted back from the last (L-3). Sentry is told its longest gap, 31 days.
            0 0 0 15W * *   | 32 day  | A crontab has no weekday nearest to a day (W). Sentry is told its longest gap, 32 days.
            """)
    void whatNoCrontabSaysIsAnIntervalNoShorterThanItsLongestGap(String spring, String interval, String note) {
        SentryTranslation translation = Schedules.spring(spring, CARACAS).toSentry();
        assertThat(translation.exact()).isFalse();
        assertThat(value(translation)).isEqualTo(interval);
        assertThat(translation.note()).isEqualTo(note);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0 0 31 2 * | Nunca corre",
                "*/20 * * * * * | varias veces por minuto",
                "30 0 2 * * * | en el segundo 30",
                "0 0 0 15W * * | el día laborable más cercano",
                "0 0 0 L-3 * * | (L-3)",
                "0 0 0 2 * FRI | coinciden el día 2 y viernes"
            })
    void whatSentryCannotBeToldIsSaidInSpanishToo(String cron, String note) {
        Schedule schedule = Schedules.spring(cron, CARACAS);

        SentryTranslation spanish = schedule.toSentry(Locale.forLanguageTag("es-VE"));

        assertThat(spanish.note())
                .contains(note)
                .isNotEqualTo(schedule.toSentry().note());
        assertThat(spanish.schedule()).isEqualTo(schedule.toSentry().schedule());
    }

    @Test
    void whatNeverFiresIsNotSent() {
        SentryTranslation translation =
                Schedules.spring("0 0 0 31 2 *", CARACAS).toSentry();
        assertThat(translation.schedule()).isNull();
        assertThat(translation.note()).startsWith("It never fires");
    }

    @Test
    void aSecondWithinTheMinuteNeedsAMargin() {
        Schedule schedule = Schedules.spring("10 0 * * * *", CARACAS);
        assertThat(value(schedule.toSentry())).isEqualTo("0 * * * *");
        assertThat(schedule.toSentry().note()).contains("margin of 2 minutes");
        assertThat(schedule.isSubMinute()).isFalse();
        assertThat(Schedules.spring("*/10 * * * * *", CARACAS).isSubMinute()).isTrue();
    }

    @Test
    void theOddLookIsOnlyForHoursThatAClockSkipsOrRepeats() {
        assertThat(value(Schedules.spring("0 0 2 * * *", MADRID).toSentry())).isEqualTo("*/60 2 * * *");
        assertThat(value(Schedules.spring("0 0 5 * * *", MADRID).toSentry())).isEqualTo("0 5 * * *");
        assertThat(value(Schedules.spring("0 0 2 * * MON", MADRID).toSentry())).isEqualTo("0 2 * * 1");
        assertThat(value(Schedules.spring("0 15 0 * * *", ZoneId.of("America/Santiago"))
                        .toSentry()))
                .isEqualTo("15 */24 * * *");
    }

    @Test
    void theDatesOnWhichTheyDifferAreKnown() {
        Schedule schedule = Schedules.spring("0 30 2 * * *", MADRID);
        assertThat(schedule.toSentry().exact()).isFalse();
        assertThat(Schedules.differencesFromSentry(
                        schedule,
                        schedule.toSentry(),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2028-01-01T00:00:00Z")))
                .containsExactly(
                        LocalDate.of(2026, 3, 29),
                        LocalDate.of(2026, 10, 25),
                        LocalDate.of(2027, 3, 28),
                        LocalDate.of(2027, 10, 31));
    }

    @Test
    void aZoneThatSentryDoesNotKnowGetsTheNameOfTheSameClock() {
        SentrySchedule sentry = Objects.requireNonNull(
                Schedules.spring("0 0 2 * * *", ZoneId.of("GMT+10")).toSentry().schedule());
        assertThat(sentry.zone()).isEqualTo(ZoneId.of("Etc/GMT-10"));
        assertThat(Schedules.spring("0 0 2 * * *", ZoneId.of("+05:45"))
                        .toSentry()
                        .schedule())
                .isNull();
    }

    private static @Nullable String value(SentryTranslation translation) {
        return translation.schedule() == null ? null : translation.schedule().value();
    }

    @Test
    void theSlotsOfAnIntervalAreStepsOfTheCalendar() {
        SentryInterval month = SentryInterval.of(1, SentryInterval.Unit.MONTH);
        assertThat(month.next(Instant.parse("2026-01-31T10:00:30Z"))).isEqualTo("2026-03-31T10:00:00Z");
        assertThat(SentryInterval.of(1, SentryInterval.Unit.YEAR).next(Instant.parse("2024-02-29T10:00:00Z")))
                .isEqualTo("2028-02-29T10:00:00Z");
        assertThat(SentryInterval.of(2, "hour", ZoneId.of("America/New_York"))
                        .next(Instant.parse("2025-03-09T06:30:00Z")))
                .isEqualTo("2025-03-09T07:30:00Z");
        assertThat(month.previous(Instant.parse("2026-01-31T10:00:00Z"), Instant.parse("2026-06-01T00:00:00Z")))
                .isEqualTo("2026-05-31T10:00:00Z");
        assertThat(List.of(month.type(), month.value())).containsExactly("interval", "1 month");
    }
}
