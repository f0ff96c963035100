package ai.fluxion.sample.etl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.scheduling.support.CronExpression;

class CronDeQuartzTest {

    private static final ZoneId CARACAS = ZoneId.of("America/Caracas");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 2 * * *",
                "0 0 */6 * * *",
                "0 5,35 * * * *",
                "17 * * * * *",
                "0 30 8-18/2 * * MON-FRI",
                "0 0 6 ? * SAT,SUN",
                "0 0 4 1 * ?",
                "0 0 4 1,15 JAN-JUN *"
            })
    void quartzFiresWhenSpringDoes(String spring) throws Exception {
        CronExpression deSpring = CronExpression.parse(spring);
        org.quartz.CronExpression deQuartz = new org.quartz.CronExpression(CronDeQuartz.de(spring));
        deQuartz.setTimeZone(TimeZone.getTimeZone(CARACAS));
        ZonedDateTime slot = LocalDateTime.of(2026, 11, 10, 12, 0, 1).atZone(CARACAS);
        for (int i = 0; i < 200; i++) {
            Date siguiente = deQuartz.getNextValidTimeAfter(Date.from(slot.toInstant()));
            slot = deSpring.next(slot);
            assertThat(siguiente.toInstant()).as(spring).isEqualTo(slot.toInstant());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"@daily", "0 0 2 * * 1", "0 0 2 * * 1-5", "0 0 0 13 * FRI", "0 0 2 * * MON#1", "0 2 * * *"})
    void whatQuartzUnderstandsOtherwiseIsRefusedWithItsText(String spring) {
        assertThatThrownBy(() -> CronDeQuartz.de(spring))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(spring);
    }
}
