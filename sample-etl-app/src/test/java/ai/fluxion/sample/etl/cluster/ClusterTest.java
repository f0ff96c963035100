package ai.fluxion.sample.etl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.sample.etl.Proceso;
import ai.fluxion.sample.etl.PuertosLibres;
import ai.fluxion.sample.etl.SampleEtlApplication;
import ai.fluxion.sample.etl.klk.KlkClient;
import ai.fluxion.sample.etl.klk.KlkProperties;
import ai.fluxion.sample.etl.simulador.Simulador;
import ai.fluxion.sample.etl.simulador.SimuladorProperties;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.ventana.Ventana;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Profile {@code cluster}: two JVMs of the application on one PostgreSQL, one of which dies, or seems to, while it loads. */
@Tag("exhaustive")
class ClusterTest {

    private static final ZoneId CARACAS = ZoneId.of("America/Caracas");
    private static final Duration PACIENCIA = Duration.ofMinutes(3);
    private static final List<Tienda> TIENDAS = IntStream.rangeClosed(1, 6)
            .mapToObj(n -> new Tienda("tienda_0" + n, "TIENDA " + n, "SUC00" + n, "ALM" + n))
            .toList();

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path carpeta;

    @Test
    void theStoresOfAReplicaThatDiesAreTakenOverAndEveryWindowIsLoadedOnce() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Simulador klk = klk();
                Replica una = replica("una", postgres, klk);
                Replica otra = replica("otra", postgres, klk)) {
            JdbcClient sql = JdbcClient.create(postgres.getPostgresDatabase());
            una.proceso.esperar("Started SampleEtlApplication");
            otra.proceso.esperar("Started SampleEtlApplication");

            Replica muerta = enMedioDeUnBarrido(sql, una, otra);
            LocalDateTime muerte = LocalDateTime.now(ZoneId.of("UTC"));
            muerta.proceso.close(); // SIGKILL
            Replica viva = muerta == una ? otra : una;

            assertTakenOver(sql, muerta, muerte);
            assertThat(cuenta(sql, "SELECT count(*) FROM etl_ejecuciones WHERE error_mensaje LIKE 'abandonada%'"))
                    .as("what died in the middle")
                    .isPositive();
            assertEveryWindowOnce(sql);
            assertTheTruth(sql, klk);
            assertTheMonitorsTellIt(viva);
            assertTheSameRecoveryTwiceAtOnceRunsOnce(sql, viva);
        }
    }

    @Test
    @Tag("endurance")
    void aReplicaThatIsSilentForTooLongLoadsNothingMoreAndMakesNoStoreFail() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Simulador klk = klk();
                Replica una = replica("una", postgres, klk);
                Replica otra = replica("otra", postgres, klk)) {
            JdbcClient sql = JdbcClient.create(postgres.getPostgresDatabase());
            una.proceso.esperar("Started SampleEtlApplication");
            otra.proceso.esperar("Started SampleEtlApplication");

            Replica barre = enMedioDeUnBarrido(sql, una, otra);
            Replica callada = barre == una ? otra : una;
            callada.proceso.detener();
            LocalDateTime silencio = LocalDateTime.now(ZoneId.of("UTC"));
            await().atMost(PACIENCIA).untilAsserted(() -> assertThat(
                            cuenta(sql, "SELECT count(*) FROM etl_ejecuciones WHERE error_mensaje LIKE 'abandonada%'"))
                    .as(barre.proceso::salida)
                    .isPositive());
            callada.proceso.continuar();

            assertTakenOver(sql, callada, silencio);
            assertEveryWindowOnce(sql);
            assertTheTruth(sql, klk);
        }
    }

    /** Waits until one replica runs a sweep and both load stores of it; gives the one that runs the sweep. */
    private static Replica enMedioDeUnBarrido(JdbcClient sql, Replica una, Replica otra) {
        String[] quien = new String[1];
        await().atMost(PACIENCIA).pollInterval(Duration.ofMillis(50)).until(() -> {
            vivas(una, otra);
            List<String> barren = instancias(sql, "job_group = 'barridos' AND job_name = 'etl_ventas_historico'");
            List<String> cargan = instancias(sql, "job_group = 'etl_ventas_historico' AND state = 'EXECUTING'");
            long empezadas = cuenta(
                    sql,
                    "SELECT count(*) FROM etl_ejecuciones WHERE estado = 'en_proceso'"
                            + " AND trabajo = 'etl_ventas_historico'");
            quien[0] = barren.isEmpty() ? null : barren.get(0);
            return barren.size() == 1 && cargan.size() == 2 && empezadas > 2;
        });
        return una.nombre.equals(quien[0]) ? una : otra;
    }

    private static void vivas(Replica... replicas) {
        for (Replica replica : replicas) {
            assertThat(replica.proceso.vive()).as(replica.proceso::salida).isTrue();
        }
    }

    private static List<String> instancias(JdbcClient sql, String cuales) {
        return sql.sql("SELECT DISTINCT instance_name FROM qrtz_fired_triggers WHERE " + cuales)
                .query(String.class)
                .list();
    }

    private static void assertTakenOver(JdbcClient sql, Replica muerta, LocalDateTime muerte) {
        await().atMost(PACIENCIA).untilAsserted(() -> assertThat(cuenta(
                        sql,
                        "SELECT count(*) FROM etl_ejecuciones WHERE estado = 'en_proceso' AND fecha_inicio < '" + muerte
                                + "'"))
                .as("nothing stays half done")
                .isZero());
        await().atMost(PACIENCIA).untilAsserted(() -> assertThat(sql.sql(
                                """
                                        SELECT barrido, count(*) FROM etl_tramos WHERE terminado_en > ?::timestamp
                                          AND error_tipo IS NULL GROUP BY barrido HAVING count(*) = ?""")
                        .params(muerte.toString(), TIENDAS.size())
                        .query()
                        .listOfRows())
                .as("whole sweeps without " + muerta.nombre + ": both that it ran, and both after them")
                .hasSizeGreaterThan(3));
    }

    private static void assertEveryWindowOnce(JdbcClient sql) {
        assertThat(sql.sql("SELECT * FROM etl_tramos WHERE error_tipo IS NOT NULL")
                        .query()
                        .listOfRows())
                .isEmpty();
        for (Tienda tienda : TIENDAS) {
            List<Map<String, Object>> ventanas = sql.sql(
                            """
                            SELECT fecha_desde + coalesce(hora_desde, '00:00') AS desde,
                                fecha_hasta + coalesce(hora_hasta, '24:00'::time) AS hasta
                            FROM etl_ejecuciones WHERE trabajo = 'ventas_klk_incremental_30min'
                              AND estado = 'exitoso' AND ubicacion_id = ? ORDER BY 1, 2""")
                    .param(tienda.id())
                    .query()
                    .listOfRows();
            assertThat(ventanas).hasSizeGreaterThan(1);
            for (int i = 1; i < ventanas.size(); i++) {
                assertThat(ventanas.get(i).get("desde"))
                        .as("%s: each window begins where the last ended: %s", tienda.id(), ventanas)
                        .isEqualTo(ventanas.get(i - 1).get("hasta"));
            }
            long barridos = cuenta(
                    sql,
                    "SELECT count(*) FROM etl_tramos WHERE barrido LIKE 'etl_ventas_historico@%' AND ubicacion_id = '"
                            + tienda.id() + "'");
            long cargas = cuenta(
                    sql,
                    "SELECT count(*) FROM etl_ejecuciones WHERE trabajo = 'etl_ventas_historico' AND estado = 'exitoso'"
                            + " AND ubicacion_id = '" + tienda.id() + "'");
            assertThat(cargas - barridos)
                    .as("loads that are no sweep's, but one that ends now")
                    .isBetween(0L, 1L);
        }
    }

    private static void assertTheTruth(JdbcClient sql, Simulador klk) {
        LocalDate ayer = LocalDate.now(CARACAS).minusDays(1);
        Duration timeout = Duration.ofMinutes(1);
        KlkProperties propiedades = new KlkProperties(null, timeout, timeout, timeout, 3, Duration.ZERO, 1, 1);
        try (KlkClient cliente = new KlkClient(propiedades, klk::url)) {
            for (Tienda tienda : TIENDAS) {
                List<BigDecimal> totales = new ArrayList<>();
                cliente.ventas(
                        tienda,
                        Ventana.dia(ayer),
                        linea -> totales.add(linea.path("financiero")
                                .path(0)
                                .path("venta_total_usd")
                                .decimalValue()));
                Map<String, Object> hay = sql.sql("SELECT count(*) AS lineas, sum(venta_total_usd) AS total"
                                + " FROM ventas_raw WHERE ubicacion_id = ? AND fecha = ?")
                        .params(tienda.id(), ayer)
                        .query()
                        .singleRow();
                assertThat(hay.get("lineas")).isEqualTo((long) totales.size());
                assertThat((BigDecimal) hay.get("total"))
                        .isEqualByComparingTo(totales.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
            }
        }
    }

    private void assertTheMonitorsTellIt(Replica viva) {
        await().atMost(PACIENCIA).ignoreExceptions().untilAsserted(() -> {
            JsonNode monitor = viva.leer("/actuator/monitors/etl-ventas-historico");
            assertThat(monitor.path("status").asText()).isEqualTo("ok");
            List<String> estados = new ArrayList<>();
            monitor.path("history")
                    .forEach(una -> estados.add(una.path("status").asText()));
            assertThat(estados).as(monitor::toPrettyString).contains("error", "ok");
            assertThat(estados.stream().filter("error"::equals))
                    .as("the run that died, once")
                    .hasSize(1);
        });
        List<String> nombres = new ArrayList<>();
        viva.leer("/actuator/monitors")
                .path("monitors")
                .forEach(uno -> nombres.add(uno.path("name").asText()));
        assertThat(nombres)
                .as("the sweeps, and no job of a store")
                .contains("etl_ventas_historico", "ventas_klk_incremental_30min")
                .allMatch(nombre -> nombre.matches("[a-z0-9_]+"));
    }

    private static void assertTheSameRecoveryTwiceAtOnceRunsOnce(JdbcClient sql, Replica viva) {
        JsonNode primera = viva.recuperar(TIENDAS.get(0));
        JsonNode segunda = viva.recuperar(TIENDAS.get(0));
        assertThat(primera.path("nueva").asBoolean()).isTrue();
        assertThat(segunda.path("nueva").asBoolean()).isFalse();
        assertThat(segunda.path("id")).isEqualTo(primera.path("id"));
        await().atMost(PACIENCIA).until(() -> sql.sql("SELECT estado FROM etl_ejecuciones WHERE id = ?")
                .param(primera.path("id").asLong())
                .query(String.class)
                .single()
                .equals("exitoso"));
    }

    private static long cuenta(JdbcClient sql, String consulta) {
        return sql.sql(consulta).query(Long.class).single();
    }

    /** It takes some seconds for an answer, so that somebody can die meanwhile. */
    private static Simulador klk() {
        SimuladorProperties propiedades =
                new SimuladorProperties(true, 0, 7, 400, 50, 0, null, Duration.ofSeconds(3), List.of());
        Simulador klk = new Simulador(propiedades, TIENDAS, Clock.system(CARACAS));
        klk.iniciar();
        return klk;
    }

    private Replica replica(String nombre, EmbeddedPostgres postgres, Simulador klk) throws IOException {
        Map<String, String> entorno = new HashMap<>();
        entorno.put("SPRING_PROFILES_ACTIVE", "production,cluster");
        entorno.put("KLK_BASE_URL", klk.url().toString());
        entorno.put("ETL_API_KEY", "secreta");
        entorno.put("ETL_POSTGRES_URL", postgres.getJdbcUrl("postgres", "postgres"));
        entorno.put("ETL_POSTGRES_USER", "postgres");
        entorno.put("ETL_POSTGRES_PASSWORD", "postgres");
        int puerto = PuertosLibres.uno();
        List<String> argumentos = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + puerto,
                "--spring.quartz.properties.org.quartz.scheduler.instanceId=" + nombre,
                "--fluxion.crons.store.lease=10s",
                "--etl.trabajos.ventas-historico.cron=*/20 * * * * *",
                "--etl.trabajos.ventas-incremental.cron=*/20 * * * * *"));
        for (String otro : List.of("ventas-diario", "stock-actual", "productos", "inventario-completo")) {
            argumentos.add("--etl.trabajos." + otro + ".cron=-");
        }
        argumentos.add("--etl.trabajos.ventas-tienda.cron=0 0 * * * *");
        for (int i = 0; i < TIENDAS.size(); i++) {
            Tienda tienda = TIENDAS.get(i);
            String lugar = "--etl.tiendas[" + i + "].";
            argumentos.add(lugar + "id=" + tienda.id());
            argumentos.add(lugar + "nombre=" + tienda.nombre());
            argumentos.add(lugar + "sucursal=" + tienda.sucursal());
            argumentos.add(lugar + "almacen=" + tienda.almacen());
        }
        Proceso proceso = Proceso.de(
                SampleEtlApplication.class,
                carpeta.resolve(nombre + ".txt"),
                entorno,
                List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                argumentos.toArray(String[]::new));
        return new Replica(nombre, proceso, puerto);
    }

    private final class Replica implements AutoCloseable {

        private final String nombre;
        private final Proceso proceso;
        private final int puerto;

        private Replica(String nombre, Proceso proceso, int puerto) {
            this.nombre = nombre;
            this.proceso = proceso;
            this.puerto = puerto;
        }

        private JsonNode leer(String ruta) {
            return enviar(HttpRequest.newBuilder(uri(ruta)).GET());
        }

        private JsonNode recuperar(Tienda tienda) {
            LocalDate dia = LocalDate.now(CARACAS).minusDays(3);
            String cuerpo =
                    """
                    {"etl_tipo": "ventas", "ubicacion_id": "%s", "fecha_desde": "%s", "fecha_hasta": "%s"}"""
                            .formatted(tienda.id(), dia, dia);
            return enviar(HttpRequest.newBuilder(uri("/api/etl/tracking/recuperar-gap"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(cuerpo)));
        }

        private URI uri(String ruta) {
            return URI.create("http://127.0.0.1:" + puerto + ruta);
        }

        private JsonNode enviar(HttpRequest.Builder peticion) {
            try {
                HttpResponse<String> respuesta = http.send(
                        peticion.header("X-Api-Key", "secreta").build(), HttpResponse.BodyHandlers.ofString());
                assertThat(respuesta.statusCode()).as(respuesta::body).isBetween(200, 202);
                return new ObjectMapper().readTree(respuesta.body());
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(proceso.salida(), e);
            }
        }

        @Override
        public void close() {
            proceso.close();
        }
    }
}
