package ai.fluxion.crons.delivery.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.monitor.CheckInStatus;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What happened, to be held against what arrived. */
final class Story {

    private final ConcurrentLinkedQueue<CheckInMessage> told = new ConcurrentLinkedQueue<>();

    void tell(CheckInMessage message) {
        this.told.add(message);
    }

    /** Each run that arrived is a true story of that run: its words, in their order, the config first. */
    void assertThatItIsTrue(List<JsonNode> arrived) {
        Map<String, List<CheckInStatus>> happened = new HashMap<>();
        for (CheckInMessage message : this.told) {
            happened.computeIfAbsent(id(message.id()), key -> new ArrayList<>()).add(message.status());
        }
        Map<String, List<JsonNode>> runs = new HashMap<>();
        for (JsonNode checkIn : arrived) {
            runs.computeIfAbsent(checkIn.path("check_in_id").asText(), key -> new ArrayList<>())
                    .add(checkIn);
        }
        runs.forEach((run, checkIns) -> {
            List<String> words = new ArrayList<>();
            for (JsonNode checkIn : checkIns) {
                String status = checkIn.path("status").asText();
                // The same twice is what a lost answer makes of it.
                if (words.isEmpty() || !words.get(words.size() - 1).equals(status)) {
                    words.add(status);
                }
            }
            List<String> whole = happened.get(run).stream()
                    .map(CheckInStatus::value)
                    .distinct()
                    .toList();
            assertThat(whole).as("run %s", run).containsSubsequence(words);
            assertThat(checkIns.get(0).has("monitor_config"))
                    .as("config of run %s", run)
                    .isTrue();
        });
    }

    /** Of each monitor the last outcome that arrived is the last that happened. */
    void assertThatEveryLastOutcomeArrived(List<JsonNode> arrived) {
        assertThat(outcomes(arrived)).isEqualTo(lastOutcomes());
    }

    /** How many runs ended. */
    long ended() {
        return this.told.stream()
                .filter(message -> message.status().isFinal())
                .map(CheckInMessage::id)
                .distinct()
                .count();
    }

    /** How many runs' ends are among these. */
    static long ends(List<JsonNode> arrived) {
        return arrived.stream()
                .filter(checkIn -> !checkIn.path("status").asText().equals("in_progress"))
                .map(checkIn -> checkIn.path("check_in_id").asText())
                .distinct()
                .count();
    }

    private Map<String, String> lastOutcomes() {
        Map<String, String> last = new HashMap<>();
        this.told.stream()
                .filter(message -> message.status().isFinal())
                .forEach(message -> last.put(message.slug(), message.status().value()));
        return last;
    }

    private static Map<String, String> outcomes(List<JsonNode> arrived) {
        Map<String, String> last = new HashMap<>();
        for (JsonNode checkIn : arrived) {
            String status = checkIn.path("status").asText();
            if (!status.equals("in_progress")) {
                last.put(checkIn.path("monitor_slug").asText(), status);
            }
        }
        return last;
    }

    private static String id(UUID run) {
        return run.toString().replace("-", "");
    }
}
