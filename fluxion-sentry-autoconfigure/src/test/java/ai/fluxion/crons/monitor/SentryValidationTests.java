package ai.fluxion.crons.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fluxion.crons.schedule.SentryCrontab;
import ai.fluxion.crons.schedule.SentryInterval;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Sentry would refuse never leaves this process, and what it takes can be said here. */
class SentryValidationTests {

    /** What we write in a config; the rest of Sentry's API nobody here speaks. */
    private static final Set<String> OURS = Set.of(
            "schedule",
            "schedule_type",
            "checkin_margin",
            "max_runtime",
            "failure_issue_threshold",
            "recovery_threshold",
            "timezone",
            "owner");

    @TestFactory
    Stream<DynamicTest> theVerdictIsSentrys() {
        return SharedData.lines("sentry-scenarios.jsonl", "validate").stream()
                .filter(SentryValidationTests::isOurs)
                .map(line -> DynamicTest.dynamicTest(line.path("id").asText() + " " + line.path("input"), () -> {
                    Throwable refusal = catchThrowable(() -> validate(line.path("input")));
                    assertThat(refusal == null)
                            .as(line + " -> " + refusal)
                            .isEqualTo(line.path("expect").path("valid").asBoolean());
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\nb", "a\rb", "a\fb"})
    void anEnvironmentThatLosesCheckInsIsRefused(String name) {
        assertThat(catchThrowable(() -> EnvironmentName.of(name)))
                .isInstanceOf(MonitorSettings.SettingsException.class);
        assertThat(catchThrowable(() -> EnvironmentName.of("x".repeat(65)))).isNotNull();
        assertThat(EnvironmentName.of("x".repeat(64))).hasSize(64);
        assertThat(EnvironmentName.of("")).isEqualTo("production");
    }

    private static boolean isOurs(JsonNode line) {
        JsonNode input = line.path("input");
        if (input.has("environment")) {
            return true;
        }
        JsonNode config = config(input);
        // Numbers in quotes, and words for numbers, are never written.
        boolean typed = Stream.of("checkin_margin", "max_runtime", "failure_issue_threshold", "recovery_threshold")
                .map(config::path)
                .allMatch(value -> value.isMissingNode() || value.isNull() || value.isIntegralNumber());
        JsonNode schedule = config.path("schedule");
        boolean quoted = schedule.isArray() && schedule.path(0).isTextual();
        boolean known = true;
        for (Iterator<String> names = config.fieldNames(); names.hasNext(); ) {
            known &= OURS.contains(names.next());
        }
        return !config.isMissingNode() && config.has("schedule") && typed && !quoted && known;
    }

    private static JsonNode config(JsonNode input) {
        return input.has("config") ? input.path("config") : input.path("monitor_config");
    }

    private static void validate(JsonNode input) {
        if (input.has("environment")) {
            EnvironmentName.of(input.path("environment").textValue());
            return;
        }
        JsonNode config = config(input);
        String timezone = config.path("timezone").asText("");
        ZoneId zone = timezone.isEmpty() || timezone.equals("null") ? null : ZoneId.of(timezone);
        schedule(config, zone);
        new MonitorSettings(
                minutes(config.path("checkin_margin"), 1),
                minutes(config.path("max_runtime"), 30),
                config.path("failure_issue_threshold").asInt(1),
                config.path("recovery_threshold").asInt(1),
                config.path("owner").textValue());
    }

    private static void schedule(JsonNode config, @Nullable ZoneId zone) {
        JsonNode schedule = config.path("schedule");
        JsonNode type = schedule.isObject() ? schedule.path("type") : config.path("schedule_type");
        List<JsonNode> interval = schedule.isArray()
                ? List.of(schedule.path(0), schedule.path(1))
                : List.of(schedule.path("value"), schedule.path("unit"));
        if (type.asText().equals("interval")) {
            SentryInterval.of(interval.get(0).longValue(), interval.get(1).asText(), zone);
        } else {
            SentryCrontab.of(schedule.isObject() ? schedule.path("value").asText() : schedule.asText(), zone);
        }
    }

    private static Duration minutes(JsonNode value, long fallback) {
        return Duration.ofMinutes(value.isIntegralNumber() ? value.longValue() : fallback);
    }
}
