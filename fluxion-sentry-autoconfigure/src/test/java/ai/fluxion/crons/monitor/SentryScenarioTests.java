package ai.fluxion.crons.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The state agrees with Sentry in everything that was observed of it. */
class SentryScenarioTests {

    @TestFactory
    Stream<DynamicTest> theStateIsWhatSentryMakesOfIt() {
        List<JsonNode> lines = SharedData.lines("sentry-scenarios.jsonl", "state");
        return lines.stream()
                .map(line -> DynamicTest.dynamicTest(
                        line.path("id").asText() + " " + line.path("note").asText(""),
                        () -> new Scenario(line).play()));
    }
}
