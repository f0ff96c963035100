package ai.fluxion.sample.etl.pagina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.observacion.ReceptorSentry;
import ai.fluxion.sample.etl.simulador.Falla;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page in Chromium, against the running sample. The pictures are in {@code target/screenshots}. */
@Tag("exhaustive")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaginaEnNavegadorTest {

    private static final int ANCHO = 1440;
    private static final int TELEFONO = 360;
    private static final String AYER =
            LocalDate.now(ZoneId.of("America/Caracas")).minusDays(1).toString();
    private static final String UNA_VEZ_AL_ANIO = "0 0 2 1 1 *";

    private final ReceptorSentry receptor = new ReceptorSentry();
    private Path carpeta;
    private Navegador navegador;
    private Sistema sistema;
    private Api api;

    @BeforeAll
    void start(@TempDir Path carpeta, @TempDir Path perfil) {
        this.carpeta = carpeta;
        navegador = Navegador.iniciar(perfil);
        sistema = iniciar("0");
        api = new Api(sistema.propiedad("local.server.port"));
        sistema.klk().fallas().encender(Falla.de(Falla.Tipo.ERROR_200).en("SUC002"));
        for (String tienda : List.of("tienda_01", "tienda_08", "tienda_17")) {
            api.cargar(tienda, AYER, "09:30:00", "10:00:00");
            api.cargar(tienda, AYER, "10:00:00", "10:30:00");
        }
        sistema.klk().fallas().apagar();
        correrMonitores();
    }

    private Sistema iniciar(String puerto) {
        List<String> propiedades = new ArrayList<>(List.of(
                "server.port=" + puerto,
                "etl.programacion.activa=true",
                "etl.seguridad.api-key=" + Api.CLAVE,
                "etl.pagina.sentry-dsn=" + receptor.dsn(),
                "fluxion.crons.failure-issue-threshold=1",
                "klk.simulador.lineas-por-dia=200",
                "klk.intentos=1"));
        Stream.of("historico", "diario", "incremental")
                .forEach(una -> propiedades.add("etl.trabajos.ventas-" + una + ".cron=" + UNA_VEZ_AL_ANIO));
        Stream.of("stock-actual", "productos", "inventario-completo")
                .forEach(una -> propiedades.add("etl.trabajos." + una + ".cron=" + UNA_VEZ_AL_ANIO));
        return Sistema.conWeb(carpeta, List.of(Averias.class), propiedades.toArray(String[]::new));
    }

    private void correrMonitores() {
        CronMonitors monitores = sistema.bean(CronMonitors.class);
        monitores.run("etl_productos", run -> {});
        monitores.run("etl_ventas_tienda", "tienda_01", run -> run.metric("registros_extraidos", 4211));
        monitores.run("etl_ventas_tienda", "tienda_<b>de</b>_" + "nombre".repeat(15), run -> {});
        assertThatThrownBy(() -> monitores.run("etl_ventas_tienda", "tienda_08", run -> {
                    throw new IllegalStateException("KLK no respondió");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @AfterAll
    void stop() {
        Stream.of(navegador, sistema, receptor).forEach(uno -> {
            try {
                if (uno != null) {
                    uno.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @BeforeEach
    void abrir() {
        abrir(ANCHO, false);
    }

    private void abrir(int ancho, boolean oscuro) {
        sistema.bean(Averias.class).rotos.clear();
        navegador.abrir(api.direccion(), ancho, oscuro);
        navegador.hasta(
                "la página está",
                () -> navegador.hay(".panel-ejecuciones tbody tr")
                        && navegador.hay(".fila")
                        && !navegador.hay(".espera"));
    }

    @Test
    void theMonitorsAreThoseOfTheActuatorWithOpenIncidentsFirst() {
        List<JsonNode> monitores = hijos(api.leer("/actuator/monitors").path("monitors"));
        List<String> slugs = navegador.atributos(".fila", "data-slug");
        assertThat(slugs)
                .containsExactlyInAnyOrderElementsOf(textos(monitores, "slug"))
                .startsWith("demo-etl-ventas-tienda-tienda-08");
        assertThat(navegador.textos(".incidentes li"))
                .singleElement()
                .asString()
                .contains("etl_ventas_tienda", "tienda_08", "1 fallo");
        for (JsonNode monitor : monitores) {
            String fila = ".fila[data-slug='" + monitor.path("slug").asText() + "']";
            navegador.comprobar(() -> assertThat(navegador.cuantos(fila + " .marca-ok") - cabecera(monitor, "ok"))
                    .isEqualTo(monitor.path("stats").path("ok").asLong()));
            assertThat(navegador.cuantos(fila + " .marca-error") - cabecera(monitor, "error"))
                    .isEqualTo(monitor.path("stats").path("error").asLong());
            assertThat(navegador.textos(fila + " .fila-cabecera").get(0))
                    .contains(monitor.path("name").asText());
            if (monitor.path("nextCheckIn").isTextual()) {
                assertThat(navegador.atributos(fila + " time", "datetime"))
                        .contains(monitor.path("nextCheckIn").asText().replace("Z", ".000Z"));
            }
        }
    }

    private static long cabecera(JsonNode monitor, String estado) {
        return monitor.path("status").asText().equals(estado) ? 1 : 0;
    }

    @Test
    void aRunTellsItsDetailsToTheKeyboard() {
        navegador.uno(".fila-nombre").sendKeys(Keys.END);
        navegador.hasta("el foco enseña el detalle", () -> navegador.hay(".globo"));
        assertThat(navegador.textos(".globo")).singleElement().asString().contains("Con error", "UTC");
        navegador.uno(".celda button[tabindex='0']").sendKeys(Keys.ENTER);
        navegador.hasta("Intro lo despliega", () -> navegador.hay(".fila-detalle"));
        assertThat(navegador.textos(".fila-detalle").get(0)).contains("KLK no respondió");
    }

    @Test
    void theExecutionsAreThoseOfTheApi() {
        List<JsonNode> ejecuciones = api.lista("ejecuciones");
        assertThat(navegador.atributos(".panel-ejecuciones tbody tr", "data-id"))
                .containsExactlyElementsOf(textos(ejecuciones, "id"));
        List<String> filas = navegador.textos(".panel-ejecuciones tbody tr");
        for (int i = 0; i < filas.size(); i++) {
            JsonNode una = ejecuciones.get(i);
            assertThat(filas.get(i))
                    .contains(una.path("estado").asText().equals("exitoso") ? "Exitoso" : "Fallido")
                    .contains(
                            una.path("ubicacion_id").asText(),
                            una.path("ubicacion_nombre").asText())
                    .contains(numero(una.path("registros_cargados")))
                    .contains(una.path("error_mensaje").asText("").replace("null", ""));
        }
    }

    @Test
    void theOtherPanelsSayWhatTheApiSays() {
        List<JsonNode> cron = api.lista("cron/status");
        assertThat(navegador.textos(".panel-cron tbody th")).hasSameSizeAs(cron);
        for (int i = 0; i < cron.size(); i++) {
            assertThat(navegador.textos(".panel-cron tbody th").get(i))
                    .contains(
                            cron.get(i).path("etl").asText(),
                            cron.get(i).path("horario").asText());
        }
        assertThat(navegador.atributos(".klk", "data-estado"))
                .containsExactly(api.leer("/api/etl/tracking/connectivity/klk")
                        .path("estado")
                        .asText());

        List<JsonNode> metricas = api.lista("metricas?etl_tipo=ventas");
        navegador.hasta("los gráficos están", () -> navegador.hay(".grafico svg"));
        List<String> tiendas = navegador.textos(".panel-fiabilidad .tiendas tbody tr");
        assertThat(tiendas).hasSameSizeAs(metricas);
        for (JsonNode una : metricas) {
            String tasa = numero(una.path("tasa_exito_pct")) + " % de "
                    + una.path("total_ejecuciones").asText();
            assertThat(tiendas).anySatisfy(fila -> assertThat(fila)
                    .contains(una.path("ubicacion_id").asText(), tasa, numero(una.path("total_registros_cargados"))));
        }
    }

    @Test
    void theAddressOfAPanelLeadsToIt() {
        navegador.abrir("about:blank", ANCHO, false);
        navegador.abrir(api.direccion() + "#gaps", ANCHO, false);
        navegador.hasta("los monitores de arriba están", () -> navegador.hay(".panel-monitores [data-fila]"));
        navegador.comprobar(() -> assertThat(navegador.arriba(".panel-gaps")).isBetween(0L, 150L));
    }

    @Test
    void aGapIsRecoveredWithTheKeyAfterAConfirmation() {
        String gap = ".panel-gaps tr[data-gap*='|tienda_08|']";
        assertThat(navegador.atributos(".panel-gaps tbody tr", "data-gap"))
                .containsExactlyElementsOf(api.lista("gaps").stream()
                        .map(uno -> String.join(
                                "|",
                                Stream.of(
                                                "etl_tipo",
                                                "ubicacion_id",
                                                "fecha_desde",
                                                "hora_desde",
                                                "fecha_hasta",
                                                "hora_hasta")
                                        .map(campo -> uno.path(campo).asText())
                                        .toList()))
                        .toList());
        long antes = api.lista("gaps?ubicacion_id=tienda_08").size();
        assertThat(antes).isPositive();

        navegador.pulsar(gap + " button");
        navegador.captura("recuperar-confirmacion");
        navegador.pulsar("dialog .principal");
        navegador.hasta("pide la clave", () -> navegador.hay("dialog input[name='clave']"));
        navegador.uno("dialog input[name='clave']").sendKeys(Api.CLAVE, Keys.ENTER);
        navegador.hasta("el diálogo se cierra", () -> !navegador.hay("dialog"));

        navegador.pulsar(gap + " button");
        navegador.pulsar("dialog .principal");
        navegador.hasta("recuperado", () -> navegador.hay(".recuperaciones li[data-fase='exitoso']"));
        navegador.captura("recuperar-resultado");

        List<JsonNode> ejecuciones = api.lista("ejecuciones?ubicacion_id=tienda_08&modo=recuperacion&estado=exitoso");
        assertThat(ejecuciones).isNotEmpty();
        assertThat(navegador.textos(".recuperaciones li").get(0))
                .contains(numero(ejecuciones.get(0).path("registros_cargados")) + " registros cargados")
                .contains("(ejecución " + ejecuciones.get(0).path("id").asText() + ")");
        assertThat(api.lista("gaps?ubicacion_id=tienda_08").size()).isLessThan((int) antes);
        navegador.comprobar(() -> assertThat(navegador.cuantos(".panel-gaps tbody tr"))
                .isEqualTo(api.lista("gaps").size()));
    }

    @Test
    void aGapIsRecoveredOnATelephoneWithoutScrollingSideways() {
        sistema.klk().fallas().encender(Falla.de(Falla.Tipo.ERROR_200).en("SUC003"));
        api.cargar("tienda_17", AYER, "12:00:00", "12:30:00");
        sistema.klk().fallas().apagar();
        abrir(TELEFONO, false);
        navegador.hasta("el gap está", () -> navegador.hay(".panel-gaps tr[data-gap*='|tienda_17|'] button"));
        assertThat(navegador.cortados(".panel-gaps td button")).isEmpty();
    }

    @Test
    void anErrorOfTheServerShowsTheBoundaryOfItsPanelReachesSentryAndHeals() {
        sistema.bean(Averias.class).rotos.add("/api/etl/tracking/gaps");
        navegador.abrir(api.direccion(), ANCHO, false);
        navegador.hasta("el panel dice que falla", () -> navegador.hay(".panel-gaps .fallo"));
        assertThat(navegador.textos(".panel-gaps .fallo").get(0))
                .contains("No se pudo mostrar «Gaps»", "GET /api/etl/tracking/gaps respondió 500");
        assertThat(navegador.cuantos(".fallo")).isOne();
        navegador.captura("panel-con-error");
        navegador.hasta("Sentry lo sabe", () -> receptor.de("event").stream()
                .anyMatch(
                        evento -> evento.path("tags").path("endpoint").asText().equals("GET /api/etl/tracking/gaps")
                                && evento.path("tags").path("status").asText().equals("500")
                                && evento.path("tags").path("panel").asText().equals("gaps")
                                && evento.path("environment").asText().equals("demo")
                                && evento.path("release").asText().equals("2.0")));

        sistema.bean(Averias.class).rotos.clear();
        navegador.hasta("el panel vuelve solo", () -> !navegador.hay(".fallo") && navegador.hay(".panel-gaps .mandos"));
    }

    @Test
    void aRestartOfTheServerShowsNoErrorAndLosesNothing() {
        long filas = navegador.cuantos(".panel-ejecuciones tbody tr");
        String puerto = sistema.propiedad("local.server.port");
        sistema.close();
        navegador.hasta("reconecta", () -> navegador.hay(".reconectando"));
        navegador.captura("reconectando");
        assertThat(navegador.hay(".fallo")).isFalse();
        assertThat(navegador.cuantos(".panel-ejecuciones tbody tr")).isEqualTo(filas);

        sistema = iniciar(puerto);
        navegador.hasta("vuelve", () -> !navegador.hay(".reconectando"));
        assertThat(navegador.hay(".fallo")).isFalse();
        assertThat(navegador.cuantos(".panel-ejecuciones tbody tr")).isEqualTo(filas);
        correrMonitores();
    }

    @Test
    void nobodyIsShutOutByLightDarkWidthOrFolding() {
        for (boolean oscuro : new boolean[] {false, true}) {
            for (int ancho : new int[] {ANCHO, TELEFONO}) {
                abrir(ancho, oscuro);
                navegador.hasta("los gráficos están", () -> navegador.hay(".grafico svg"));
                navegador.sinFaltasDeAccesibilidad();
                assertThat(navegador.desborda()).as("%d px", ancho).isFalse();
                navegador.captura("pagina-" + ancho + (oscuro ? "-oscuro" : "-claro"));
            }
        }
        navegador.uno(".fila-nombre").click();
        navegador.hasta("se despliega", () -> navegador.hay(".fila-detalle"));
        navegador.uno(".cabecera button").click();
        navegador.hasta("el diálogo está", () -> navegador.hay("dialog[open]"));
        navegador.sinFaltasDeAccesibilidad();
        navegador.captura("detalle-y-dialogo");
    }

    private static List<JsonNode> hijos(JsonNode lista) {
        return StreamSupport.stream(lista.spliterator(), false).toList();
    }

    private static List<String> textos(List<JsonNode> nodos, String campo) {
        return nodos.stream().map(nodo -> nodo.path(campo).asText()).toList();
    }

    /** As the page writes it: thousands from five digits on, at most one decimal. */
    private static String numero(JsonNode nodo) {
        NumberFormat formato = NumberFormat.getNumberInstance(Locale.forLanguageTag("es"));
        formato.setMaximumFractionDigits(1);
        double valor = nodo.asDouble();
        formato.setGroupingUsed(Math.abs(valor) >= 10_000);
        return formato.format(valor);
    }
}
