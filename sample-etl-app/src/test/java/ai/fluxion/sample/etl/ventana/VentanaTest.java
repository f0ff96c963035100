package ai.fluxion.sample.etl.ventana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class VentanaTest {

    private static final ZoneId CARACAS = ZoneId.of("America/Caracas");

    @Test
    void aWindowOverMidnightIsAskedForInPartsThatNeedNoInterpretation() {
        assertThat(ventana("2026-11-19T23:35", "2026-11-22T00:05").partes(1))
                .containsExactly(
                        ventana("2026-11-19T23:35", "2026-11-20T00:00"),
                        ventana("2026-11-20T00:00", "2026-11-21T00:00"),
                        ventana("2026-11-21T00:00", "2026-11-22T00:00"),
                        ventana("2026-11-22T00:00", "2026-11-22T00:05"));
        assertThat(ventana("2026-11-19T00:00", "2026-11-22T00:05").partes(30))
                .containsExactly(
                        ventana("2026-11-19T00:00", "2026-11-22T00:00"),
                        ventana("2026-11-22T00:00", "2026-11-22T00:05"));
    }

    @Test
    void theFieldsOfKlkAndBackAreTheSameWindow() {
        for (Ventana ventana : List.of(
                ventana("2026-11-19T23:35", "2026-11-20T00:00"),
                ventana("2026-11-19T00:00", "2026-11-20T00:00"),
                ventana("2026-11-19T00:00", "2026-11-20T00:00:01"),
                ventana("2026-11-19T10:05:07", "2026-11-19T10:35:37"))) {
            assertThat(Ventana.de(ventana.fechaDesde(), ventana.fechaHasta(), ventana.horaDesde(), ventana.horaHasta()))
                    .isEqualTo(ventana);
        }
        assertThat(Ventana.dia(LocalDate.of(2026, 11, 19)).horaHasta()).isNull();
        assertThat(ventana("2026-11-19T23:35", "2026-11-20T00:00").fechaHasta()).isEqualTo("2026-11-19");
        assertThatThrownBy(() -> Ventana.de(
                        LocalDate.of(2026, 11, 19), LocalDate.of(2026, 11, 19), LocalTime.NOON, LocalTime.NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsLeftIsWhatNoneCovers() {
        List<Ventana> cubiertas = List.of(
                ventana("2026-11-19T02:00", "2026-11-19T04:00"),
                ventana("2026-11-19T03:00", "2026-11-19T05:00"),
                ventana("2026-11-19T08:00", "2026-11-19T23:00"));
        assertThat(Cobertura.restar(List.of(ventana("2026-11-19T00:00", "2026-11-19T10:00")), cubiertas))
                .containsExactly(
                        ventana("2026-11-19T00:00", "2026-11-19T02:00"),
                        ventana("2026-11-19T05:00", "2026-11-19T08:00"));
        assertThat(Cobertura.restar(cubiertas, cubiertas)).isEmpty();
        assertThat(Cobertura.restar(cubiertas, List.of())).isEqualTo(Cobertura.unir(cubiertas));
    }

    @Test
    void theSlotOfALateRunIsTheOneItIsFor() {
        Agenda agenda = new Agenda("0 5,35 * * * *", CARACAS);
        ZonedDateTime tarde = ZonedDateTime.of(LocalDateTime.parse("2026-11-20T10:34:59"), CARACAS);
        assertThat(agenda.ultimo(tarde)).isEqualTo(tarde.withMinute(5).withSecond(0));
        assertThat(agenda.ultimo(tarde.plusSeconds(1))).isEqualTo(tarde.plusSeconds(1));
        assertThat(new Agenda("0 0 2 1 1 *", CARACAS).ultimo(tarde))
                .isEqualTo(ZonedDateTime.of(LocalDateTime.parse("2026-01-01T02:00"), CARACAS));
        assertThat(new Agenda("-", CARACAS).ultimo(tarde)).isNull();
    }

    private static Ventana ventana(String desde, String hasta) {
        return new Ventana(LocalDateTime.parse(desde), LocalDateTime.parse(hasta));
    }
}
