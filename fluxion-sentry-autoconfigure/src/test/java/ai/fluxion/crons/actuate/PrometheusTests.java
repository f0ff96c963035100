package ai.fluxion.crons.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.fluxion.crons.CronMonitors;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.yaml.snakeyaml.Yaml;

/**
 * What a scrape shows, and that the dashboard and the alert rules ask for nothing else. Prometheus's own {@code promtool}
 * reads all three: CI has it, elsewhere these tests are skipped without it.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoints.web.exposure.include=prometheus",
            "fluxion.crons.monitors.etl_ventas.schedule=every 6 hours"
        })
@AutoConfigureObservability(tracing = false)
class PrometheusTests {

    private static final Path RULES = Path.of("../docs/prometheus/fluxion-crons-alerts.yml");

    private static final Path RULES_TEST = Path.of("../docs/prometheus/fluxion-crons-alerts-test.yml");

    private static final Path DASHBOARD = Path.of("../docs/grafana/fluxion-crons.json");

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");

    private static final Pattern LABEL = Pattern.compile("([a-z]+)=(?:~)?\"([^\"]*)\"");

    private static final Pattern SELECTOR = Pattern.compile("(fluxion_crons_[a-z_]+)(?:\\{([^}]*)})?");

    @Autowired
    TestRestTemplate http;

    @Autowired
    CronMonitors monitors;

    @BeforeEach
    void run() {
        this.monitors.run("etl_ventas", run -> {});
        this.monitors.run("etl_ventas", run -> run.fail("0 registros"));
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(scrape())
                .containsPattern("runs_seconds_count\\{.*outcome=\"error\""));
    }

    @Test
    void aScrapeHasEveryMeterWithItsTags() throws Exception {
        Map<String, Set<String>> labels = labels(scrape());
        assertThat(labels)
                .containsEntry("fluxion_crons_runs_seconds_count", Set.of("monitor", "outcome"))
                .containsEntry("fluxion_crons_runs_seconds_sum", Set.of("monitor", "outcome"))
                .containsEntry("fluxion_crons_checkins_total", Set.of("monitor", "status"))
                .containsEntry("fluxion_crons_status", Set.of("monitor"))
                .containsEntry("fluxion_crons_next_seconds", Set.of("monitor"))
                .containsEntry("fluxion_crons_last_success_seconds", Set.of("monitor"))
                .containsEntry("fluxion_crons_delivery_total", Set.of("outcome"))
                .containsEntry("fluxion_crons_delivery_pending", Set.of());
    }

    @Test
    void aCounterIsThereBeforeItCounts() {
        // Prometheus sees growth between two scrapes only: a first miss that brings its counter along is none.
        assertThat(scrape().lines())
                .contains("fluxion_crons_checkins_total{monitor=\"etl-ventas\",status=\"missed\"} 0.0")
                .contains("fluxion_crons_checkins_total{monitor=\"etl-ventas\",status=\"timeout\"} 0.0")
                .contains("fluxion_crons_delivery_total{outcome=\"dropped\"} 0.0");
    }

    @Test
    void prometheusReadsAScrape(@TempDir Path folder) throws Exception {
        Path scrape = Files.writeString(folder.resolve("scrape"), scrape());
        Outcome check = promtool(scrape, "check", "metrics");
        // 3 is a matter of taste, and of others' meters; 1 is a text that cannot be read.
        assertThat(check.code()).as(check.text()).isIn(0, 3);
        assertThat(check.text()).doesNotContain("fluxion_crons");
    }

    @Test
    void everyQueryIsOfMetersThatThereAre() throws Exception {
        Map<String, Set<String>> labels = labels(scrape());
        Set<String> known = known(scrape());
        List<String> queries = new ArrayList<>(rules());
        queries.addAll(dashboard());
        assertThat(queries).hasSizeGreaterThan(15);
        for (String query : queries) {
            List<MatchResult> selectors = SELECTOR.matcher(query).results().toList();
            assertThat(selectors).as(query).isNotEmpty();
            for (MatchResult selector : selectors) {
                assertThat(labels).as(query).containsKey(selector.group(1));
                if (selector.group(2) != null) {
                    LABEL.matcher(selector.group(2)).results().forEach(label -> {
                        assertThat(labels.get(selector.group(1))).as(query).contains(label.group(1));
                        if (!label.group(2).startsWith("$")) {
                            assertThat(known)
                                    .as(query)
                                    .contains(Pattern.compile("\\|")
                                            .splitAsStream(label.group(2))
                                            .map(value -> label.group(1) + "=" + value)
                                            .toArray(String[]::new));
                        }
                    });
                }
            }
        }
    }

    @Test
    void theRulesFireWhenTheyShouldAndOnlyThen() throws Exception {
        Outcome check = promtool(null, "check", "rules", "--lint-fatal", RULES.toString());
        assertThat(check.code()).as(check.text()).isZero();
        Outcome test = promtool(null, "test", "rules", RULES_TEST.toString());
        assertThat(test.code()).as(test.text()).isZero();
        for (String rule : alerts()) {
            assertThat(RULES_TEST).content().contains("alertname: " + rule);
        }
    }

    @Test
    void prometheusReadsEveryQueryOfTheDashboard(@TempDir Path folder) throws Exception {
        StringBuilder rules = new StringBuilder("groups: [{name: dashboard, rules: [");
        for (String query : dashboard()) {
            String plain = query.replace("$__rate_interval", "5m").replace("$__range", "24h");
            rules.append("{record: one, expr: '").append(plain).append("'},\n");
        }
        Path file = Files.writeString(folder.resolve("dashboard.yml"), rules + "]}]");
        Outcome check = promtool(null, "check", "rules", "--lint=none", file.toString());
        assertThat(check.code()).as(check.text()).isZero();
    }

    @Test
    void theDashboardIsWhole() throws Exception {
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        assertThat(dashboard.get("uid").asText()).isEqualTo("fluxion-crons");
        Set<Integer> ids = new TreeSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            ids.add(panel.get("id").asInt());
            assertThat(panel.get("title").asText()).isNotEmpty();
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            JsonNode place = panel.get("gridPos");
            assertThat(place.get("x").asInt() + place.get("w").asInt()).isLessThanOrEqualTo(24);
            assertThat(panel.get("targets")).isNotEmpty();
        }
        assertThat(ids).hasSize(dashboard.get("panels").size());
    }

    private String scrape() {
        return this.http.getForObject("/actuator/prometheus", String.class);
    }

    /** The names of all samples with their labels. Every line is a comment or a sample with a number. */
    private static Map<String, Set<String>> labels(String scrape) {
        return samples(scrape)
                .collect(Collectors.toMap(
                        sample -> sample.group(1),
                        sample -> {
                            assertThat(sample.group(3)).matches("NaN|[+-]Inf|-?[0-9.]+(E-?[0-9]+)?");
                            return LABEL.matcher(sample.group(2) == null ? "" : sample.group(2))
                                    .results()
                                    .map(label -> label.group(1))
                                    .collect(Collectors.toCollection(TreeSet::new));
                        },
                        (one, other) -> {
                            one.addAll(other);
                            return one;
                        }));
    }

    private static Set<String> known(String scrape) {
        return samples(scrape)
                .flatMap(sample -> LABEL.matcher(sample.group(2) == null ? "" : sample.group(2))
                        .results())
                .map(label -> label.group(1) + "=" + label.group(2))
                .collect(Collectors.toSet());
    }

    private static java.util.stream.Stream<MatchResult> samples(String scrape) {
        return scrape.lines().filter(line -> !line.startsWith("#")).map(line -> {
            var matcher = SAMPLE.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            return matcher.toMatchResult();
        });
    }

    private static List<String> rules() throws IOException {
        return eachRule("expr");
    }

    private static List<String> alerts() throws IOException {
        return eachRule("alert");
    }

    private static List<String> eachRule(String field) throws IOException {
        try (InputStream input = Files.newInputStream(RULES)) {
            Map<String, List<Map<String, List<Map<String, Object>>>>> file = new Yaml().load(input);
            return file.get("groups").stream()
                    .flatMap(group -> group.get("rules").stream())
                    .map(rule -> (String) rule.get(field))
                    .toList();
        }
    }

    private static List<String> dashboard() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        List<String> queries = new ArrayList<>();
        for (JsonNode panel : dashboard.get("panels")) {
            panel.get("targets")
                    .forEach(target -> queries.add(target.get("expr").asText()));
        }
        return queries;
    }

    private static Outcome promtool(@org.jspecify.annotations.Nullable Path input, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        Process process;
        try {
            process = builder.start();
        } catch (IOException ex) {
            assumeTrue(System.getenv("CI") != null, "promtool is not here");
            throw ex;
        }
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    private record Outcome(int code, String text) {}

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}
}
