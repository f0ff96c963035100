package ai.fluxion.sample.etl.ventas;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.sample.etl.Datos;
import ai.fluxion.sample.etl.RunGrabado;
import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.simulador.Falla;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.tracking.Gap;
import ai.fluxion.sample.etl.tracking.Gaps;
import ai.fluxion.sample.etl.tracking.Recuperacion;
import ai.fluxion.sample.etl.ventana.Ventana;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The busiest days in overlapping windows of 35 minutes, with faults, skipped slots and restarts: recovery repairs all. */
class VentanasSolapadasTest {

    private static final Falla.Tipo[] TIPOS = {
        Falla.Tipo.CONEXION, Falla.Tipo.HTTP_500, Falla.Tipo.ERROR_200, Falla.Tipo.JSON_ROTO, Falla.Tipo.SIN_LISTA
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path carpeta;

    @Test
    void twoStoresOfOneDay() throws IOException {
        recorrer(2, 1);
    }

    private void recorrer(int tiendas, int dias) throws IOException {
        JsonNode verdad = new ObjectMapper()
                .readTree(Datos.archivo("completejourney-truth.json").toFile());
        List<String> ids = elementos(verdad.path("stats").path("top_stores")).stream()
                .map(una -> una.path(1).asText())
                .limit(tiendas)
                .toList();
        List<LocalDate> fechas = elementos(verdad.path("per_day")).stream()
                .sorted(Comparator.comparing((JsonNode dia) -> -dia.path("rows").asInt()))
                .limit(dias)
                .map(dia -> LocalDate.parse(dia.path("key").asText()))
                .sorted()
                .toList();
        Random azar = new Random(35);
        for (LocalDate fecha : fechas) {
            try (Sistema sistema = sistema(ids, fecha)) {
                cargar(sistema, Trabajo.VENTAS_HISTORICO, Ventana.dia(fecha.minusDays(1)));
                incrementales(sistema, fecha.atStartOfDay(), azar);
            }
            try (Sistema sistema = sistema(ids, fecha)) { // a restart at noon
                incrementales(sistema, fecha.atTime(12, 0), azar);
                recuperar(sistema, fecha);
                for (String id : ids) {
                    verificar(sistema, verdad, fecha, id);
                }
            }
        }
    }

    private static void cargar(Sistema sistema, Trabajo trabajo, Ventana ventana) {
        for (Tienda tienda : sistema.bean(Tiendas.class).todas()) {
            sistema.bean(VentasEtl.class).cargar(new Encargo(trabajo, tienda, ventana), new RunGrabado());
        }
    }

    private static void incrementales(Sistema sistema, LocalDateTime inicio, Random azar) {
        for (LocalDateTime slot = inicio.plusMinutes(30);
                !slot.isAfter(inicio.plusHours(12));
                slot = slot.plusMinutes(30)) {
            for (Tienda tienda : sistema.bean(Tiendas.class).todas()) {
                int suerte = azar.nextInt(10);
                if (suerte == 0) {
                    continue; // the slot is skipped
                }
                if (suerte < 4) {
                    sistema.klk()
                            .fallas()
                            .encender(Falla.de(TIPOS[azar.nextInt(TIPOS.length)])
                                    .en(tienda.sucursal())
                                    .veces(1 + azar.nextInt(3)));
                }
                try {
                    sistema.bean(VentasEtl.class)
                            .cargar(
                                    new Encargo(
                                            Trabajo.VENTAS_INCREMENTAL,
                                            tienda,
                                            new Ventana(slot.minusMinutes(35), slot)),
                                    new RunGrabado());
                } catch (RuntimeException e) {
                    // it is recorded; what it left out is a gap
                } finally {
                    sistema.klk().fallas().apagar();
                }
            }
        }
    }

    private static void recuperar(Sistema sistema, LocalDate fecha) {
        List<Gap> gaps = gaps(sistema, fecha);
        assertThat(gaps).as("faults and skipped slots have left gaps").isNotEmpty();
        for (int ronda = 0; !gaps.isEmpty() && ronda < 100; ronda++) {
            sistema.bean(Recuperacion.class).recuperarVentas(new RunGrabado(), 50, Duration.ofDays(4));
            gaps = gaps(sistema, fecha);
        }
        assertThat(gaps).isEmpty();
    }

    private static List<Gap> gaps(Sistema sistema, LocalDate fecha) {
        return sistema.bean(Gaps.class).abiertos(null, null, Duration.ofDays(4)).stream()
                .filter(gap -> gap.fechaDesde().equals(fecha))
                .toList();
    }

    private static void verificar(Sistema sistema, JsonNode verdad, LocalDate fecha, String id) {
        JsonNode esperado = elementos(verdad.path("per_day_store")).stream()
                .filter(uno -> uno.path("key").path(0).asText().equals(fecha.toString())
                        && uno.path("key").path(1).asText().equals(id))
                .findFirst()
                .orElseThrow();
        sistema.sql()
                .sql("SELECT count(*) AS filas, sum(cantidad_vendida) AS cantidad, sum(venta_total_usd) AS monto"
                        + " FROM ventas_raw WHERE fecha = CAST(? AS DATE) AND ubicacion_id = ?")
                .params(fecha.toString(), id)
                .query(fila -> {
                    assertThat(fila.getLong("filas"))
                            .isEqualTo(esperado.path("rows").asLong());
                    assertThat(fila.getBigDecimal("cantidad"))
                            .isEqualByComparingTo(
                                    new BigDecimal(esperado.path("quantity").asText()));
                    assertThat(fila.getBigDecimal("monto"))
                            .isEqualByComparingTo(
                                    new BigDecimal(esperado.path("amount").asText()));
                });
    }

    private Sistema sistema(List<String> ids, LocalDate fecha) {
        List<String> propiedades = new ArrayList<>(List.of(
                "spring.profiles.active=pruebas",
                "klk.intentos=2",
                "prueba.hoy=" + fecha.plusDays(2),
                "klk.simulador.dataset=" + Datos.archivo("completejourney-sales.csv.gz")));
        for (int i = 0; i < ids.size(); i++) {
            for (String campo : List.of("id", "nombre", "sucursal", "almacen")) {
                propiedades.add("etl.tiendas[" + i + "]." + campo + "=" + ids.get(i));
            }
        }
        return Sistema.en(carpeta, List.of(DosDiasDespues.class), propiedades.toArray(String[]::new));
    }

    private static List<JsonNode> elementos(JsonNode arreglo) {
        return StreamSupport.stream(arreglo.spliterator(), false).toList();
    }

    /** The clock stands at the start of {@code prueba.hoy}. */
    @Configuration(proxyBeanMethods = false)
    static class DosDiasDespues {

        @Bean
        @Primary
        Clock dosDiasDespues(@Value("${prueba.hoy}") String hoy) {
            ZoneId zona = ZoneId.of("America/Caracas");
            return Clock.fixed(LocalDate.parse(hoy).atStartOfDay(zona).toInstant(), zona);
        }
    }
}
