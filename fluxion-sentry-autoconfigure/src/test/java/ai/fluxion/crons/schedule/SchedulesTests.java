package ai.fluxion.crons.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SchedulesTests {

    private static final ZoneId CARACAS = ZoneId.of("America/Caracas");

    @Test
    void aDailySpringCronIsADailyCrontab() {
        Schedule schedule = Schedules.spring("0 0 2 * * *", CARACAS);
        assertThat(schedule.toSentry())
                .isEqualTo(new SentryTranslation(SentryCrontab.of("0 2 * * *", CARACAS), true, null));
        assertThat(schedule.next(Instant.parse("2026-01-01T00:00:00Z"))).isEqualTo("2026-01-01T06:00:00Z");
        assertThat(schedule.previous(Instant.EPOCH, Instant.parse("2026-01-01T06:00:00Z")))
                .isEqualTo("2025-12-31T06:00:00Z");
    }

    @Test
    void aPeriodIsRoundedUpToWholeMinutes() {
        assertThat(Schedules.fixedRate(Duration.ofSeconds(90)).toSentry().schedule())
                .isEqualTo(SentryInterval.of(2, SentryInterval.Unit.MINUTE));
        assertThat(Schedules.fixedDelay(Duration.ofHours(6)).toSentry())
                .isEqualTo(new SentryTranslation(SentryInterval.of(6, SentryInterval.Unit.HOUR), true, null));
    }

    @Test
    void aPeriodThatNobodyLivesToSeeRunsOnce() {
        Schedule once = Schedules.fixedDelay(Duration.ofMillis(Long.MAX_VALUE));
        assertThat(once.toSentry().schedule()).isNull();
        assertThat(once.next(Instant.EPOCH)).isNull();
    }

    @Test
    void intervalsAreWritten() {
        assertThat(Schedules.parse("every 6 hours", ZoneOffset.UTC).toSentry())
                .isEqualTo(Schedules.interval(Duration.ofHours(6)).toSentry());
        assertThat(Schedules.parse("PT6H", ZoneOffset.UTC)).isEqualTo(Schedules.interval(Duration.ofHours(6)));
    }

    @Test
    void nonsenseIsRefusedWhereItStands() {
        assertThatThrownBy(() -> Schedules.parse("0 0 25 * * *", ZoneOffset.UTC))
                .isInstanceOfSatisfying(InvalidScheduleException.class, ex -> {
                    assertThat(ex.position()).isEqualTo(4);
                    assertThat(ex.remedy()).isEqualTo("Write a number from 0 to 23.");
                });
    }
}
