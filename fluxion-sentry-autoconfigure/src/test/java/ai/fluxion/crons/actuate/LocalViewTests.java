package ai.fluxion.crons.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.MonitorCheckInMissed;
import ai.fluxion.crons.MonitorIncidentOpened;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** The local view over real HTTP: endpoint, health, meters, events. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoints.web.exposure.include=*",
            "management.endpoint.monitors.access=unrestricted",
            "management.endpoint.health.show-details=always",
            "management.endpoint.health.probes.enabled=true",
            "management.health.diskspace.enabled=false",
            "fluxion.crons.environment=pruebas",
            "fluxion.crons.monitors.etl_ventas_tienda.schedule=every 6 hours",
            "fluxion.crons.monitors.etl_ventas_tienda.keys=tienda_01,tienda_08",
            "fluxion.crons.monitors.apagado.enabled=false"
        })
class LocalViewTests {

    private static final Instant START = Instant.parse("2026-01-05T05:59:00Z");

    private final HttpClient http = HttpClient.newHttpClient();

    /** By its name: the annotation's package differs between the versions of Spring Boot. */
    @Value("${local.server.port}")
    int port;

    @Autowired
    CronMonitors monitors;

    @Autowired
    Application application;

    @Test
    void aScheduleSaysNothingThatIsNotTrueOfItsMonitor() {
        JsonNode all = get("/actuator/monitors");
        JsonNode often =
                monitor(all, "local-view-tests-application-a-cada-rato").get("schedule");
        assertThat(often.get("sentry").isNull()).isTrue();
        assertThat(often.get("note").isNull()).as("Sentry is told nothing").isTrue();
        JsonNode seconds =
                monitor(all, "local-view-tests-application-con-segundos").get("schedule");
        assertThat(seconds.get("sentry").get("value").asText()).isEqualTo("0 4 * * *");
        assertThat(seconds.get("note").isNull())
                .as("its margin is more than it asks for")
                .isTrue();
    }

    @Test
    void servesExactlyTheFieldsOfTheDesign() {
        this.monitors.run("etl_ventas_historico", run -> {
            run.tag("tienda", "tienda_01").metric("registros_extraidos", 7);
            run.step("extraer").close();
        });
        JsonNode all = get("/actuator/monitors");
        assertThat(names(all)).containsExactly("environment", "summary", "delivery", "page", "monitors");
        assertThat(all.get("environment").asText()).isEqualTo("pruebas");
        assertThat(names(all.get("summary")))
                .containsExactly("total", "ok", "error", "active", "disabled", "running", "incidents");
        assertThat(names(all.get("delivery")))
                .containsExactly(
                        "sentry",
                        "made",
                        "delivered",
                        "superseded",
                        "thinned",
                        "expired",
                        "failed",
                        "dropped",
                        "pending",
                        "lastSuccess");
        assertThat(all.get("delivery").get("sentry").asText()).isEqualTo("no-dsn");
        assertThat(names(all.get("page"))).containsExactly("number", "size", "total");
        assertThat(all.get("page").get("size").asInt()).isEqualTo(500);

        JsonNode monitor = monitor(all, "etl-ventas-historico");
        assertThat(names(monitor))
                .containsExactly(
                        "slug",
                        "name",
                        "key",
                        "description",
                        "job",
                        "status",
                        "running",
                        "schedule",
                        "checkinMargin",
                        "maxRuntime",
                        "failureIssueThreshold",
                        "recoveryThreshold",
                        "owner",
                        "lastCheckIn",
                        "nextCheckIn",
                        "nextCheckInLatest",
                        "incident",
                        "stats");
        assertThat(monitor.get("schedule").toString())
                .isEqualTo(
                        """
                        {"declared":"0 0 2 * * *","dialect":"spring","timezone":"America/Caracas",\
                        "description":"At 02:00","sentry":{"type":"crontab","value":"0 2 * * *"},"exact":true,"note":null}""");
        assertThat(monitor.get("key").isNull()).isTrue();
        assertThat(monitor.get("job").asText()).endsWith("Application.historico");
        assertThat(monitor.get("status").asText()).isEqualTo("ok");
        assertThat(monitor.get("checkinMargin").asText()).isEqualTo("PT30M");
        assertThat(monitor.get("maxRuntime").asText()).isEqualTo("PT3H");
        assertThat(monitor.get("nextCheckIn").asText()).isEqualTo("2026-01-05T06:00:00Z");
        assertThat(monitor.get("nextCheckInLatest").asText()).isEqualTo("2026-01-05T06:30:00Z");
        assertThat(names(monitor.get("lastCheckIn")))
                .containsExactly("id", "status", "startedAt", "finishedAt", "duration", "message");
        assertThat(monitor.get("lastCheckIn").get("duration").isDouble()).isTrue();
        assertThat(names(monitor.get("stats")))
                .containsExactly(
                        "runs",
                        "ok",
                        "error",
                        "missed",
                        "timeout",
                        "skipped",
                        "successRate",
                        "duration",
                        "lastSuccess");
        assertThat(names(monitor.get("stats").get("duration"))).containsExactly("p50", "p95", "max");

        JsonNode one = get("/actuator/monitors/etl-ventas-historico");
        JsonNode latest = one.get("history").get(0);
        assertThat(names(latest))
                .containsExactly(
                        "id",
                        "status",
                        "startedAt",
                        "finishedAt",
                        "duration",
                        "message",
                        "expectedAt",
                        "tags",
                        "metrics",
                        "steps",
                        "traceId");
        assertThat(latest.get("tags").toString()).isEqualTo("{\"tienda\":\"tienda_01\"}");
        assertThat(latest.get("metrics").get("registros_extraidos").asInt()).isEqualTo(7);
        assertThat(latest.get("steps").get(0).get("name").asText()).isEqualTo("extraer");
    }

    @Test
    void filtersAndPages() {
        assertThat(slugs(get("/actuator/monitors?name=etl_ventas_tienda")))
                .containsExactly("etl-ventas-tienda-tienda-01", "etl-ventas-tienda-tienda-08");
        JsonNode second = get("/actuator/monitors?name=etl_ventas_tienda&page=1&size=1");
        assertThat(slugs(second)).containsExactly("etl-ventas-tienda-tienda-08");
        assertThat(second.get("page").toString()).isEqualTo("{\"number\":1,\"size\":1,\"total\":2}");
        assertThat(slugs(get("/actuator/monitors?status=disabled"))).containsExactly("apagado");
        assertThat(slugs(get("/actuator/monitors?status=DISABLED"))).containsExactly("apagado");
    }

    @Test
    void aStatusThatThereIsNotIsRefused() {
        assertThat(fetch("/actuator/monitors?status=eror").statusCode()).isEqualTo(400);
    }

    @Test
    void aCheckInByHandIsTakenOrRefusedWithAReason() {
        assertThat(post("/actuator/monitors/etl-ventas-tienda-tienda-08", "{\"status\":\"ok\",\"duration\":60.5}")
                        .statusCode())
                .isEqualTo(204);
        JsonNode one = get("/actuator/monitors/etl-ventas-tienda-tienda-08");
        assertThat(one.get("status").asText()).isEqualTo("ok");
        assertThat(one.get("lastCheckIn").get("duration").asDouble()).isEqualTo(60.5);
        HttpResponse<String> refused = post("/actuator/monitors/apagado", "{\"status\":\"missed\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(read(refused).get("reason").asText())
                .isEqualTo("status is 'missed'; write in_progress, ok or error");
        assertThat(post("/actuator/monitors/apagado", "{\"status\":\"ok\",\"duration\":-1}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/actuator/monitors/apagado", "{}").statusCode()).isEqualTo(400);
        assertThat(post("/actuator/monitors/nada", "{\"status\":\"ok\"}").statusCode())
                .isEqualTo(404);
        assertThat(fetch("/actuator/monitors/nada").statusCode()).isEqualTo(404);
    }

    @Test
    void aCheckInByHandGoesToItsMonitorAlsoWhereTwoJobsHaveOneName() {
        List<String> twins = slugs(get("/actuator/monitors")).stream()
                .filter(slug -> slug.startsWith("local-view-tests-twin-corre-"))
                .toList();
        assertThat(twins).hasSize(2);
        assertThat(post("/actuator/monitors/" + twins.get(1), "{\"status\":\"ok\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(get("/actuator/monitors/" + twins.get(1)).get("status").asText())
                .isEqualTo("ok");
        assertThat(get("/actuator/monitors/" + twins.get(0)).get("status").asText())
                .isEqualTo("active");
    }

    @Test
    void aCheckInByHandOfADisabledMonitorIsRefusedAndNotLost() {
        HttpResponse<String> refused = post("/actuator/monitors/apagado", "{\"status\":\"ok\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(read(refused).get("reason").asText()).startsWith("monitor apagado is disabled");
    }

    @Test
    void aFailingMonitorDegradesHealthWith200AndIsToldToTheApplication() {
        this.monitors.run("falla", run -> run.fail("0 registros"));
        JsonNode health = get("/actuator/health");
        assertThat(health.get("status").asText()).isEqualTo("DEGRADED");
        JsonNode details = health.get("components").get("monitors").get("details");
        assertThat(details.get("incidents").get(0).get("monitor").asText()).isEqualTo("falla");
        assertThat(get("/actuator/health/liveness").get("status").asText()).isEqualTo("UP");
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(this.application.events)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                MonitorIncidentOpened.class,
                                opened -> assertThat(opened.monitor().slug()).isEqualTo("falla"))));
        this.monitors.run("falla", run -> {});
        assertThat(get("/actuator/health").get("status").asText()).isEqualTo("UP");
    }

    @Test
    void metersOfEachMonitorAndOfDelivery() {
        this.monitors.run("medido", run -> {});
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(value("fluxion.crons.runs?tag=monitor:medido&tag=outcome:ok", "COUNT"))
                    .isEqualTo(1);
            assertThat(value("fluxion.crons.checkins?tag=monitor:medido&tag=status:in_progress", "COUNT"))
                    .isEqualTo(1);
            assertThat(value("fluxion.crons.checkins?tag=monitor:medido&tag=status:ok", "COUNT"))
                    .isEqualTo(1);
        });
        assertThat(value("fluxion.crons.status?tag=monitor:medido", "VALUE")).isEqualTo(1);
        assertThat(value("fluxion.crons.last.success.seconds?tag=monitor:medido", "VALUE"))
                .isEqualTo(0);
        assertThat(value("fluxion.crons.delivery.pending", "VALUE")).isZero();
        assertThat(value("fluxion.crons.delivery?tag=outcome:delivered", "COUNT"))
                .isZero();
        assertThat(get("/actuator/metrics/fluxion.crons.next.seconds?tag=monitor:etl-ventas-historico")
                        .get("name")
                        .asText())
                .isEqualTo("fluxion.crons.next.seconds");
    }

    private double value(String meter, String statistic) {
        for (JsonNode measurement : get("/actuator/metrics/" + meter).get("measurements")) {
            if (measurement.get("statistic").asText().equals(statistic)) {
                return measurement.get("value").asDouble();
            }
        }
        throw new AssertionError(meter);
    }

    private JsonNode get(String path) {
        HttpResponse<String> response = fetch(path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return read(response);
    }

    private HttpResponse<String> fetch(String path) {
        return send(path, HttpRequest.newBuilder());
    }

    private HttpResponse<String> post(String path, String body) {
        return send(
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(String path, HttpRequest.Builder request) {
        URI uri = URI.create("http://127.0.0.1:" + this.port + path);
        return this.http
                .sendAsync(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString())
                .join();
    }

    private static JsonNode read(HttpResponse<String> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static JsonNode monitor(JsonNode all, String slug) {
        for (JsonNode monitor : all.get("monitors")) {
            if (monitor.get("slug").asText().equals(slug)) {
                return monitor;
            }
        }
        throw new AssertionError(slug + " is not among " + slugs(all));
    }

    private static List<String> slugs(JsonNode all) {
        List<String> slugs = new ArrayList<>();
        all.get("monitors").forEach(monitor -> slugs.add(monitor.get("slug").asText()));
        return slugs;
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableScheduling
    static class Application {

        @Bean
        Twin primera() {
            return new Twin();
        }

        @Bean
        Twin segunda() {
            return new Twin();
        }

        final Queue<Object> events = new ConcurrentLinkedQueue<>();

        @Scheduled(cron = "0 0 2 * * *", zone = "America/Caracas")
        @CronMonitor(value = "etl_ventas_historico", checkinMargin = "30")
        void historico() {}

        @Scheduled(fixedDelay = 5000, initialDelay = 3_600_000)
        void aCadaRato() {}

        @Scheduled(cron = "5 0 4 * * *", zone = "America/Caracas")
        void conSegundos() {}

        @EventListener({MonitorIncidentOpened.class, MonitorCheckInMissed.class})
        void on(Object event) {
            this.events.add(event);
        }

        @Bean
        Clock fluxionCronsClock() {
            return Clock.fixed(START, ZoneOffset.UTC);
        }
    }

    /** A class of two beans: two monitors of one name. */
    static class Twin {

        @Scheduled(cron = "0 0 3 1 1 *")
        void corre() {}
    }
}
