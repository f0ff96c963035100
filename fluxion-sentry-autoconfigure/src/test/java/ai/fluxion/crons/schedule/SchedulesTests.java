package ai.fluxion.crons.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulesTests {

    private static final ZoneId CARACAS = ZoneId.of("America/Caracas");

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aDailySpringCronIsADailyCrontab() {
        Schedule schedule = Schedules.spring("0 0 2 * * *", CARACAS);
        assertThat(schedule.toSentry())
                .isEqualTo(new SentryTranslation(SentryCrontab.of("0 2 * * *", CARACAS), true, null));
        assertThat(schedule.next(NEW_YEAR)).isEqualTo("2026-01-01T06:00:00Z");
        assertThat(schedule.previous(Instant.EPOCH, Instant.parse("2026-01-01T06:00:00Z")))
                .isEqualTo("2025-12-31T06:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 0 2 * * *            | SPRING
            0 0 2 * * ?            | QUARTZ
            0 0 2 ? * FRI          | QUARTZ
            0 0 2 * * ? 2026-2030  | QUARTZ
            spring:0 0 2 * * ?     | SPRING
            quartz: 0 0 2 ? * 6    | QUARTZ
            0 2 * * *              | UNIX
            unix:@daily            | UNIX
            @daily                 | SPRING
            -                      | SPRING
            cron(0 2 * * ? *)      | EVENTBRIDGE
            rate(6 hours)          | EVENTBRIDGE
            eventbridge:0 2 * * ? *| EVENTBRIDGE
            every 6 hours          | INTERVAL
            Every hour             | INTERVAL
            every 2 months         | INTERVAL
            PT6H                   | INTERVAL
            P1DT12H                | INTERVAL
            fixed-rate:PT6H        | FIXED_RATE
            fixed-delay:15s        | FIXED_DELAY
            """)
    void theDialectIsTold(String text, Dialect dialect) {
        assertThat(Schedules.parse(text, CARACAS).dialect()).isEqualTo(dialect);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 0 25 * * *      | 4  | 25 is no hour                                                    | Write a number from 0 to 23.
            0 0 0 ? * 5#2     | 10 | Spring counts weekdays from Monday as 1, Quartz from Sunday as 1 | Write names (MON), or say which you mean: 'spring:0 0 0 ? * 5#2' or 'quartz:0 0 0 ? * 5#2'.
            0 0 * * FRI-SUN   | 8  | the range of the day of week ends before it starts               | Write a list, or two ranges: a crontab has no wrapped ranges.
            cron(71 8 1 * ? *)| 5  | 71 is no minute here                                             | Write a number from 0 to 59.
            rate(1 hours)     | 7  | EventBridge wants the singular for 1 and the plural otherwise    | Write rate(1 hour) or rate(6 hours).
            6000              | 0  | a number is no schedule                                          | Write 'every 6 hours', or an ISO-8601 duration such as PT6H.
            solaris:0 2 * * * | 0  | 'solaris' is no dialect                                          | Write spring:, unix:, quartz:, eventbridge:, interval:, fixed-rate: or fixed-delay: before it.
            @reboot           | 0  | Spring does not know this macro                                  | Write the six fields, or one of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly.
            CRON(0 2 * * ? *) | 0  | EventBridge writes cron( and rate( in lower case and without a blank | Write cron(0 2 * * ? *) or rate(6 hours).
            cron(0 2 * * ? *  | 16 | it does not end with a parenthesis                               | Write cron(0 2 * * ? *).
            0 12 1 1 ? 2030   | 0  | only EventBridge has such fields, and it writes cron(...) around them | Write 'cron(0 12 1 1 ? 2030)'.
            0 0 2 1 * 2-6 2026| 10 | one of the day fields must be '?': a day of month and a day of week cannot both count | Write ? as the day of month or as the day of week.
            """)
    void whatIsNoScheduleIsRefusedWhereItStands(String text, int position, String problem, String remedy) {
        assertThatThrownBy(() -> Schedules.parse(text, CARACAS))
                .isInstanceOfSatisfying(InvalidScheduleException.class, ex -> {
                    assertThat(ex.position()).isEqualTo(position);
                    assertThat(ex.problem()).isEqualTo(problem);
                    assertThat(ex.remedy()).isEqualTo(remedy);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 0 2 * * *                 | At 02:00                                                    | A las 02:00
            0 30 8-18/2 * * MON-FRI     | Every 2 hours from 08:30 to 18:30, Monday to Friday         | Cada 2 horas de 08:30 a 18:30, de lunes a viernes
            0 */15 * * * *              | Every 15 minutes                                            | Cada 15 minutos
            0 7/15 9-17 * * *           | Every 15 minutes from 09:07 to 17:52                        | Cada 15 minutos de 09:07 a 17:52
            */10 * * * * *              | Every 10 seconds                                            | Cada 10 segundos
            5 0 1 * * SUN               | At 01:00:05, on Sunday                                      | A la 01:00:05, los domingos
            0 0 * * * *                 | Every hour                                                  | Cada hora
            0 20 * * * *                | At minute 20 of every hour                                  | En el minuto 20 de cada hora
            0 3,7,19 * * * *            | At minutes 3, 7 and 19 of every hour                        | En los minutos 3, 7 y 19 de cada hora
            0 0 6,18 1,15 * *           | At 06:00 and 18:00, on days 1 and 15 of the month           | A las 06:00 y 18:00, los días 1 y 15 del mes
            0 0 9 L JAN-MAR *           | At 09:00, on the last day of the month, from January to March | A las 09:00, el último día del mes, de enero a marzo
            0 0 9 15W 6,12 *            | At 09:00, on the weekday nearest to day 15 of the month, in June and December | A las 09:00, el día laborable más cercano al día 15 del mes, en junio y diciembre
            0 0 9 * * FRI#2             | At 09:00, on the second Friday of the month                 | A las 09:00, el segundo viernes del mes
            0 0 9 * * FRIL              | At 09:00, on the last Friday of the month                   | A las 09:00, el último viernes del mes
            0 0 0 13 * FRI              | At 00:00, on day 13 of the month, but only on Friday        | A las 00:00, el día 13 del mes, pero solo los viernes
            unix:0 0 13 * 5             | At 00:00, on day 13 of the month or on Friday               | A las 00:00, el día 13 del mes o los viernes
            0 0 9 1 1 ? 2027            | At 09:00, on day 1 of the month, in January, in 2027        | A las 09:00, el día 1 del mes, en enero, en 2027
            0 0 1 * * SAT,SUN           | At 01:00, on Saturday and Sunday                            | A la 01:00, los sábados y domingos
            0 0 2 * * MON-WED,SAT       | At 02:00, on Monday to Wednesday and Saturday               | A las 02:00, de lunes a miércoles y los sábados
            0 0 2 * * FRI,SAT,SUN       | At 02:00, Friday to Sunday                                  | A las 02:00, de viernes a domingo
            0 3-39 * * * *              | At minutes 3 to 39 of every hour                            | En los minutos 3 a 39 de cada hora
            0-10 * * * * *              | At seconds 0 to 10                                          | En los segundos 0 a 10
            0 0 0 31 2 *                | Never                                                       | Nunca
            every 6 hours               | Every 6 hours                                               | Cada 6 horas
            every 1 month               | Every month                                                 | Cada mes
            fixed-delay:PT90S           | Every 90 seconds after the last run ended                   | Cada 90 segundos desde el fin de la última ejecución
            fixed-delay:P99999D         | Once                                                        | Una sola vez
            """)
    void aPersonWouldSayItSo(String text, String english, String spanish) {
        Schedule schedule = Schedules.parse(text, CARACAS);
        assertThat(schedule.describe(Locale.ENGLISH)).isEqualTo(english);
        assertThat(schedule.describe(new Locale("es", "VE"))).isEqualTo(spanish);
        assertThat(schedule.describe(Locale.GERMAN)).isEqualTo(english);
    }

    @Test
    void aPeriodIsRoundedUpToWholeMinutes() {
        assertThat(Schedules.fixedRate(Duration.ofSeconds(90)).toSentry().schedule())
                .isEqualTo(SentryInterval.of(2, SentryInterval.Unit.MINUTE));
        assertThat(Schedules.fixedRate(Duration.ofMillis(10)).isSubMinute()).isTrue();
        assertThat(Schedules.fixedDelay(Duration.ofHours(6)).toSentry())
                .isEqualTo(new SentryTranslation(SentryInterval.of(6, SentryInterval.Unit.HOUR), true, null));
        assertThat(Schedules.fixedDelay("1h30m", TimeUnit.MILLISECONDS)
                        .toSentry()
                        .schedule())
                .isEqualTo(SentryInterval.of(90, SentryInterval.Unit.MINUTE));
        assertThat(Schedules.fixedDelay("2", TimeUnit.DAYS)).isEqualTo(Schedules.fixedDelay(Duration.ofDays(2)));
    }

    @Test
    void aPeriodThatNobodyLivesToSeeRunsOnce() {
        Schedule once = Schedules.fixedDelay(Duration.ofMillis(Long.MAX_VALUE));
        assertThat(once.toSentry().schedule()).isNull();
        assertThat(once.next(Instant.EPOCH)).isNull();
    }

    @Test
    void noTimeBetweenRunsIsNoPeriod() {
        assertThatThrownBy(() -> Schedules.fixedRate(Duration.ZERO)).isInstanceOf(InvalidScheduleException.class);
        assertThatThrownBy(() -> Schedules.fixedRate("-", TimeUnit.SECONDS))
                .isInstanceOf(InvalidScheduleException.class);
    }

    @Test
    void aDisabledScheduleIsNeverDue() {
        Schedule disabled = Schedules.spring("-", CARACAS);
        assertThat(disabled.next(NEW_YEAR)).isNull();
        assertThat(disabled.toSentry().schedule()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 0 2 * * *       | 0 0 14 * * *      | 0 2,14 * * *
            0 0 2 * * MON     | 0 0 2 * * FRI     | 0 2 * * 1,5
            0 0 2 13 * *      | 0 0 2 * * FRI     | 0 2 13 * 5
            0 0 2 1 * *       | 0 0 2 L * *       | 0 2 1,L * *
            0 0 2 * * *       | 0 0 2 * * *       | 0 2 * * *
            0 0 2 * * *       | -                 | 0 2 * * *
            0 0 2 13 * FRI    | 0 0 2 * * FRI     | 0 2 * * 5
            0 0 2 1 * FRI     | 0 0 2 15 * FRI    | 0 2 */31,15 * 5
            0 0 3 * * *       | 0 0 2 31 2 *      | 0 3 * * *
            0 0 */6 * * *     | 0 0 */4 * * *     | 0 0,4,6,8,12,16,18,20 * * *
            """)
    void severalOfOneJobAreOneWhereACrontabSaysTheirUnion(String one, String other, String crontab) {
        Optional<Schedule> union =
                Schedules.union(List.of(Schedules.spring(one, CARACAS), Schedules.spring(other, CARACAS)));
        assertThat(union).hasValueSatisfying(schedule -> assertThat(schedule.toSentry())
                .isEqualTo(new SentryTranslation(SentryCrontab.of(crontab, CARACAS), true, null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 0 2 * * *       | 0 30 14 * * *
            0 0 2 * * MON     | 0 0 3 * * FRI
            0 0 2 13 * FRI    | 0 0 2 20 * FRI
            """)
    void severalOfOneJobStaySeveralWhereNoCrontabDoes(String one, String other) {
        assertThat(Schedules.union(List.of(Schedules.spring(one, CARACAS), Schedules.spring(other, CARACAS))))
                .isEmpty();
        assertThat(Schedules.union(List.of(Schedules.spring(one, CARACAS), Schedules.spring(one, ZoneOffset.UTC))))
                .isEmpty();
    }

    @Test
    void aUnionThatTheClockDisturbsIsAsGoodAsItsParts() {
        ZoneId madrid = ZoneId.of("Europe/Madrid");
        SentryTranslation union = Schedules.union(
                        List.of(Schedules.spring("0 30 2 * * *", madrid), Schedules.spring("0 30 14 * * *", madrid)))
                .orElseThrow()
                .toSentry();
        assertThat(union.schedule()).isEqualTo(SentryCrontab.of("30 2,14 * * *", madrid));
        assertThat(union.exact()).isFalse();
    }

    @Test
    void aUnionIsDueWheneverAPartIs() {
        Schedule union = Schedules.union(
                        List.of(Schedules.spring("0 0 2 * * *", CARACAS), Schedules.spring("0 0 14 * * *", CARACAS)))
                .orElseThrow();
        assertThat(Slots.after(union, NEW_YEAR, 3))
                .extracting(Instant::toString)
                .containsExactly("2026-01-01T06:00:00Z", "2026-01-01T18:00:00Z", "2026-01-02T06:00:00Z");
        assertThat(union.text()).isEqualTo("0 0 2 * * * | 0 0 14 * * *");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 30 8-18/2 * * MON-FRI | SPRING      | 0 30 8-18/2 * * MON-FRI
            30 8-18/2 * * 1-5       | SPRING      | 0 30 8-18/2 * * MON-FRI
            0 30 8-18/2 * * MON-FRI | QUARTZ      | 0 30 8-18/2 ? * MON-FRI
            0 30 8-18/2 * * MON-FRI | EVENTBRIDGE | cron(30 8-18/2 ? * MON-FRI *)
            0 0 2 * * SUN           | UNIX        | 0 2 * * 0
            0 0 2 1 * SUN           | UNIX        | 0 2 */31 * 0
            0 0 2 * * SUN           | KUBERNETES  | 0 2 * * 0
            0 0 2 L * *             | EVENTBRIDGE | cron(0 2 L * ? *)
            0 0 2 L-3 * *           | QUARTZ      | 0 0 2 L-3 * ?
            0 0 12 1 1 ? 2027-2029  | QUARTZ      | 0 0 12 1 1 ? 2027-2029
            every 6 hours           | EVENTBRIDGE | rate(6 hours)
            fixed-rate:PT1M         | EVENTBRIDGE | rate(1 minute)
            """)
    void aScheduleIsWrittenForOthers(String text, ScheduleTarget target, String written) {
        assertThat(Schedules.write(Schedules.parse(text, CARACAS), target)).isEqualTo(WrittenSchedule.of(written));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 0 2 13 * FRI    | EVENTBRIDGE | EventBridge has a day of month or a day of week, never both: write one schedule for each.
            0 0 2 1 * SUN     | KUBERNETES  | A Kubernetes CronJob fires on either the day of month or the day of week, never only on both.
            0 0 2 L * *       | KUBERNETES  | Only Sentry's crontabs have L and #, Kubernetes has not: name the days.
            10 0 2 * * *      | UNIX        | cron knows no seconds: let it run at second 0.
            0 2 13 * 5        | SPRING      | Spring fires only when both the day of month and the day of week match: write two @Scheduled.
            0 0 12 1 1 ? 2027 | SPRING      | Spring's cron knows no years.
            every 6 hours     | UNIX        | A cron does not count from the last run: choose times of the day.
            fixed-delay:PT1H  | EVENTBRIDGE | EventBridge does not know when a run ends: choose a rate.
            """)
    void whatAnotherCannotSayIsRefusedWithAReason(String text, ScheduleTarget target, String refusal) {
        assertThat(Schedules.write(Schedules.parse(text, CARACAS), target)).isEqualTo(WrittenSchedule.refused(refusal));
    }

    @Test
    void theSameScheduleInOtherWordsIsNoContradiction() {
        Schedule actual = Schedules.spring("0 0 2 * * MON-FRI", ZoneId.of("Europe/Madrid"));
        for (String declared : List.of("0 2 * * 1-5", "0 0 2 ? * MON-FRI", "quartz:0 0 2 ? * 2-6", "0 0 2 * * 1-5")) {
            assertThat(Schedules.difference(Schedules.parse(declared, ZoneId.of("Europe/Madrid")), actual, NEW_YEAR))
                    .as(declared)
                    .isEmpty();
        }
        assertThat(Schedules.difference(
                        Schedules.parse("every 6 hours", CARACAS), Schedules.fixedRate(Duration.ofHours(6)), NEW_YEAR))
                .isEmpty();
    }

    @Test
    void aContradictionShowsTheNextRunsOfBoth() {
        Optional<ScheduleDifference> difference = Schedules.difference(
                Schedules.parse("0 3 * * *", CARACAS), Schedules.spring("0 0 2 * * *", CARACAS), NEW_YEAR);
        assertThat(difference).hasValueSatisfying(it -> {
            assertThat(it.declared()).hasSize(5).startsWith(Instant.parse("2026-01-01T07:00:00Z"));
            assertThat(it.actual()).hasSize(5).startsWith(Instant.parse("2026-01-01T06:00:00Z"));
        });
        assertThat(Schedules.difference(
                        Schedules.parse("0 2 * * *", ZoneOffset.UTC),
                        Schedules.spring("0 0 2 * * *", CARACAS),
                        NEW_YEAR))
                .isPresent();
    }

    /** "Daylight saving time on EventBridge Scheduler", in the user guide's page on schedule types. */
    @Test
    void eventBridgeSkipsATimeThatDoesNotExistAndDoesNotRepeatOneThatComesTwice() {
        ZoneId newYork = ZoneId.of("America/New_York");
        assertThat(Slots.after(
                        Schedules.parse("cron(30 2 * * ? *)", newYork), Instant.parse("2026-03-07T12:00:00Z"), 2))
                .extracting(Instant::toString)
                .containsExactly("2026-03-09T06:30:00Z", "2026-03-10T06:30:00Z");
        assertThat(Slots.after(
                        Schedules.parse("cron(30 1 * * ? *)", newYork), Instant.parse("2026-10-31T12:00:00Z"), 2))
                .extracting(Instant::toString)
                .containsExactly("2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z");
        Schedule daily = Schedules.parse("rate(1 day)", newYork);
        assertThat(daily.next(Instant.parse("2026-03-07T12:00:00Z"))).isEqualTo("2026-03-08T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cron(0/5 * * * ? *)", "cron(30 1 * * ? *)"})
    void whoServesTheFirstOfTwoHoursIsToldToSentryAsFixedTimes(String text) {
        Schedule schedule = Schedules.parse(text, ZoneId.of("America/New_York"));
        SentryTranslation told = schedule.toSentry();
        assertThat(told.exact()).isTrue();
        for (String change : List.of("2026-03-08T05:00:00Z", "2026-11-01T03:57:00Z")) {
            assertThat(Slots.after(Objects.requireNonNull(told.schedule()), Instant.parse(change), 50))
                    .isEqualTo(Slots.after(schedule, Instant.parse(change), 50));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"quartz:0 0 * * * ?", "quartz:0 30 2 * * ?", "cron(30 2 * * ? *)"})
    void whoServesTheSecondOfTwoHoursOrSkipsOneIsNotToldToSentryExactly(String text) {
        Schedule schedule = Schedules.parse(text, ZoneId.of("America/New_York"));
        assertThat(schedule.toSentry().exact()).isFalse();
        assertThat(Schedules.differencesFromSentry(
                        schedule, schedule.toSentry(), NEW_YEAR, NEW_YEAR.plus(Duration.ofDays(365))))
                .isNotEmpty()
                .isSubsetOf(LocalDate.of(2026, 3, 8), LocalDate.of(2026, 11, 1));
    }

    @Test
    void wherePeopleHaveOtherDigitsSentryIsToldItsOwn() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            SentrySchedule told = Objects.requireNonNull(Schedules.spring("0 0 2/4 ? * *", ZoneId.of("GMT+10"))
                    .toSentry()
                    .schedule());
            assertThat(told.value()).isEqualTo("0 2-22/4 * * *");
            assertThat(told.zone()).isEqualTo(ZoneId.of("Etc/GMT-10"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theOnlyZoneWithoutANameGetsOne() {
        assertThat(Schedules.spring("0 0 2 * * *", ZoneOffset.UTC))
                .isEqualTo(Schedules.spring("0 0 2 * * *", ZoneId.of("UTC")))
                .extracting(Schedule::zone)
                .isEqualTo(ZoneId.of("UTC"));
    }
}
