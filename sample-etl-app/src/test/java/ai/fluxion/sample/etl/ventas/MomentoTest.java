package ai.fluxion.sample.etl.ventas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentoTest {

    @Test
    void whatIsReadIsWhatTheFormatterReads() {
        Random azar = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            LocalTime hora = LocalTime.ofNanoOfDay(azar.nextLong(24L * 3600 * 1_000_000_000L));
            String texto = "%02d:%02d:%02d.%09d"
                    .formatted(hora.getHour(), hora.getMinute(), hora.getSecond(), hora.getNano())
                    .substring(0, 8 + (i % 10 == 0 ? 0 : i % 10 + 1));
            assertThat(Momento.hora(texto)).as(texto).isEqualTo(LocalTime.parse(texto));
        }
    }

    @Test
    void daysAreReadAndRefusedAsTheFormatterDoes() {
        for (LocalDate dia = LocalDate.of(2023, 12, 1); dia.getYear() < 2025; dia = dia.plusDays(1)) {
            assertThat(Momento.fecha(dia.toString())).isEqualTo(dia);
        }
        for (String texto : List.of("", "2025-02-29", "2025-13-01", "2025-1-01", "2025/01/01", "hoy", "-025-01-01")) {
            assertThatThrownBy(() -> LocalDate.parse(texto)).as(texto).isInstanceOf(DateTimeException.class);
            assertThatThrownBy(() -> Momento.fecha(texto)).as(texto).isInstanceOf(DateTimeException.class);
        }
    }

    @Test
    void whatTheFormatterReadsInAnotherFormIsReadToo() {
        assertThat(Momento.hora("12:19")).isEqualTo(LocalTime.of(12, 19));
        assertThat(Momento.hora("12:19:56.8966141")).isEqualTo(LocalTime.of(12, 19, 56, 896_614_100));
    }

    @Test
    void whatTheFormatterRefusesIsRefused() {
        for (String texto : List.of(
                "",
                "25:00:00",
                "12:60:00",
                "12:00:61",
                "12:00:00,5",
                "12-00-00",
                "1a:00:00",
                "12:00:0x",
                "12:00:00.12x",
                "12:00:00.1234567890",
                "+1:00:00",
                "24:00:00",
                "ayer")) {
            assertThatThrownBy(() -> LocalTime.parse(texto)).as(texto).isInstanceOf(DateTimeException.class);
            assertThatThrownBy(() -> Momento.hora(texto)).as(texto).isInstanceOf(DateTimeException.class);
        }
    }
}
