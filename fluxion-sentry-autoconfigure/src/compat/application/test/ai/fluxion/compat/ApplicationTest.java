package ai.fluxion.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.testing.EnvelopeReceiver;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application with a job of every kind: what it finds, what Sentry receives, what it says of itself. */
class ApplicationTest {

    /** The others are run on the newest. */
    private static final String ON_EVERY_JDK = "every-jdk";

    private static final String AS_IT_IS = "-Dspring.aot.enabled=false";

    private static final String AHEAD_OF_TIME = "-Dspring.aot.enabled=true";

    private static final String VIRTUAL = "-Dspring.threads.virtual.enabled=true";

    /** Monitor, status of its runs, and the schedule that Sentry is told. */
    private static final Map<String, String> REPORTED = new TreeMap<>(Map.ofEntries(
            Map.entry("cada-segundo", "ok crontab * * * * *"),
            Map.entry("con-cerrojo", "ok interval 1 minute"),
            Map.entry("configurada", "ok interval 1 minute max_runtime 20"),
            Map.entry("de-quartz", "ok interval 1 minute"),
            Map.entry("de-sentry", "ok interval 1 minute"),
            Map.entry("estatica", "ok interval 1 minute"),
            Map.entry("falla", "error interval 1 minute"),
            Map.entry("final", "ok interval 1 minute"),
            Map.entry("privada", "ok interval 1 minute"),
            Map.entry("reactiva", "ok interval 1 minute"),
            Map.entry("reactiva-falla", "error interval 1 minute"),
            Map.entry("tienda-tienda-01", "ok interval 6 hour"),
            Map.entry("tienda-tienda-02", "ok interval 6 hour")));

    /** A JDK that the build did not select would be another one's result. */
    @BeforeAll
    static void thisIsTheJdkThatIsTried() {
        assertThat(Runtime.version().feature()).isEqualTo(Integer.getInteger("compat.jdk"));
    }

    @Tag(ON_EVERY_JDK)
    @ParameterizedTest
    @ValueSource(strings = {AS_IT_IS, AHEAD_OF_TIME})
    void everyKindOfJobIsReportedAndSeen(String option) throws Exception {
        try (EnvelopeReceiver sentry = EnvelopeReceiver.start();
                CompatProcess application = CompatProcess.start(List.of(option), sentry.dsn())) {
            await().pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(120))
                    .untilAsserted(() -> assertThat(reported(sentry))
                            .as(application::toString)
                            .isEqualTo(REPORTED));
            Map<String, String> expected = new TreeMap<>();
            REPORTED.forEach((slug, report) -> expected.put(slug, report.split(" ")[0]));
            expected.put("cerrojo-ocupado", "active");
            expected.put("scheduled-jobs-historico", "active");
            expected.put("unica", "active");
            JsonNode all = application.get("/actuator/monitors");
            assertThat(statuses(all)).isEqualTo(expected);
            assertThat(all.get("delivery").get("sentry").asText()).isEqualTo("enabled");
            assertThat(find(all, "scheduled-jobs-historico")
                            .get("schedule")
                            .get("sentry")
                            .toString())
                    .isEqualTo("{\"type\":\"crontab\",\"value\":\"30 2 * * 1-5\"}");
            assertThat(find(all, "falla").get("lastCheckIn").get("message").asText())
                    .isEqualTo("IllegalStateException: sin ventas");
            assertThat(application
                            .get("/actuator/monitors/cerrojo-ocupado")
                            .get("history")
                            .get(0)
                            .get("status")
                            .asText())
                    .isEqualTo("skipped");

            JsonNode health = application.get("/actuator/health");
            assertThat(health.get("status").asText()).isEqualTo("DEGRADED");
            assertThat(health.get("components").get("monitors").get("status").asText())
                    .isEqualTo("DEGRADED");
            JsonNode runs = application.get("/actuator/metrics/fluxion.crons.runs?tag=monitor:falla&tag=outcome:error");
            assertThat(runs.get("measurements").get(0).get("value").asInt()).isPositive();
            assertThat(application.get("/actuator/scheduledtasks").toString())
                    .contains("ai.fluxion.compat.ScheduledJobs.historico", "ai.fluxion.compat.ScheduledJobs.hidden");
            // Not by the fallback for processors of somebody else's.
            assertThat(application.out()).contains("Sentry seats").doesNotContain("not Spring's own");
            assertThat(application.terminate()).isEqualTo(143);
        }
    }

    @EnabledForJreRange(min = JRE.JAVA_21)
    @ParameterizedTest
    @ValueSource(strings = AS_IT_IS)
    void onVirtualThreadsTheReportsAreTheSame(String option) throws Exception {
        try (EnvelopeReceiver sentry = EnvelopeReceiver.start();
                CompatProcess application = CompatProcess.start(List.of(option, VIRTUAL), sentry.dsn())) {
            await().pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(120))
                    .untilAsserted(() -> assertThat(reported(sentry))
                            .as(application::toString)
                            .isEqualTo(REPORTED));
            JsonNode history =
                    application.get("/actuator/monitors/cada-segundo").get("history");
            assertThat(history.findValuesAsText("virtual")).isNotEmpty().containsOnly("true");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {AS_IT_IS, AHEAD_OF_TIME})
    void aCommandKnowsTheMonitors(String option) throws Exception {
        try (CompatProcess application = CompatProcess.start(List.of(option), "", "crons", "list", "--json")) {
            assertThat(application.exitCode()).as(application::toString).isZero();
            JsonNode monitors = new ObjectMapper().readTree(application.out());
            // Jobs of Quartz are known to a running application only.
            assertThat(monitors.findValuesAsText("slug"))
                    .contains("scheduled-jobs-historico", "cada-segundo", "reactiva", "de-sentry", "configurada");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {AS_IT_IS, AHEAD_OF_TIME})
    void aProcessIsOneRun(String option) throws Exception {
        try (EnvelopeReceiver sentry = EnvelopeReceiver.start();
                CompatProcess application = CompatProcess.start(
                        List.of(option), sentry.dsn(), "--fluxion.crons.task.monitor=unica", "--compat.fails")) {
            assertThat(application.exitCode()).as(application::toString).isOne();
            assertThat(reported(sentry)).as(application::toString).containsEntry("unica", "error crontab 0 2 * * *");
        }
    }

    /** What was decided when the application was processed cannot be another thing when it runs. */
    @ParameterizedTest
    @ValueSource(strings = {"--fluxion.crons.enabled=false", "--fluxion.crons.store.type=memory"})
    void aheadOfTimeWhatNoLongerHoldsStopsTheStart(String argument) throws Exception {
        try (CompatProcess application = CompatProcess.start(List.of(AHEAD_OF_TIME), "", argument)) {
            assertThat(application.exitCode()).isOne();
            assertThat(application.toString())
                    .contains(argument.substring(2, argument.indexOf('=')), "processed ahead of time");
        }
    }

    @Test
    void asItIsItCanBeTurnedOff() throws Exception {
        try (CompatProcess application = CompatProcess.start(List.of(AS_IT_IS), "", "--fluxion.crons.enabled=false")) {
            await().pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(120))
                    .ignoreExceptions()
                    .until(() -> !application.get("/actuator/health").toString().contains("monitors"));
        }
    }

    /** Of each monitor, the outcomes of its runs, and the configuration that came with the first check-in of each. */
    private static Map<String, String> reported(EnvelopeReceiver sentry) {
        Map<String, Set<String>> outcomes = new TreeMap<>();
        Map<String, Set<String>> configs = new TreeMap<>();
        for (JsonNode checkIn : sentry.checkIns()) {
            String slug = checkIn.get("monitor_slug").asText();
            String status = checkIn.get("status").asText();
            if (!status.equals("in_progress")) {
                outcomes.computeIfAbsent(slug, key -> new TreeSet<>()).add(status);
            }
            if (checkIn.has("monitor_config")) {
                configs.computeIfAbsent(slug, key -> new TreeSet<>()).add(config(checkIn.get("monitor_config")));
            }
        }
        Map<String, String> reported = new TreeMap<>();
        outcomes.forEach((slug, statuses) -> reported.put(
                slug,
                String.join(" or ", statuses) + String.join(" or", configs.getOrDefault(slug, Set.of(" nothing")))));
        return reported;
    }

    private static String config(JsonNode config) {
        JsonNode schedule = config.path("schedule");
        StringBuilder text = new StringBuilder();
        for (String field : List.of("type", "value", "unit")) {
            if (schedule.hasNonNull(field)) {
                text.append(' ').append(schedule.get(field).asText());
            }
        }
        int maxRuntime = config.path("max_runtime").asInt();
        return maxRuntime == 180
                ? text.toString()
                : text.append(" max_runtime ").append(maxRuntime).toString();
    }

    private static Map<String, String> statuses(JsonNode all) {
        Map<String, String> statuses = new TreeMap<>();
        all.get("monitors")
                .forEach(monitor -> statuses.put(
                        monitor.get("slug").asText(), monitor.get("status").asText()));
        return statuses;
    }

    private static JsonNode find(JsonNode all, String slug) {
        for (JsonNode monitor : all.get("monitors")) {
            if (monitor.get("slug").asText().equals(slug)) {
                return monitor;
            }
        }
        throw new AssertionError(slug + " is not among " + statuses(all));
    }
}
