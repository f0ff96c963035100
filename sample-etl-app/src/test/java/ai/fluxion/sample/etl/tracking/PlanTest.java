package ai.fluxion.sample.etl.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.ventana.Agenda;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zones in which clocks are set, whatever the chain's does. */
class PlanTest {

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-11-01", // 25 hours
        "America/New_York, 2026-03-08", // 23 hours
        "America/Santiago, 2026-04-04", // 25 hours: midnight comes twice
        "America/Santiago, 2026-09-06", // 23 hours: it does not come at all
        "America/Caracas, 2026-11-01"
    })
    void allOfADayIsExpectedWhereClocksAreSet(ZoneId zona, String dia) {
        LocalDateTime inicio = LocalDateTime.parse(dia + "T00:00").minusHours(12);
        LocalDateTime fin = inicio.plusHours(48);
        for (String cron : new String[] {"0 5,35 * * * *", "0 0,30 * * * *", "0 0 */4 * * *"}) {
            Plan plan = new Plan(Trabajo.VENTAS_INCREMENTAL, new Agenda(cron, zona), Duration.ZERO);
            assertThat(plan.esperadas(inicio, fin)).as(cron).singleElement().satisfies(todo -> {
                assertThat(todo.desde()).isBeforeOrEqualTo(inicio.plusHours(5));
                assertThat(todo.hasta()).isAfterOrEqualTo(fin.minusHours(5));
            });
        }
    }
}
