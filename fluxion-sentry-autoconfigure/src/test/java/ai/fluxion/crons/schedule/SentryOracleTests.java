package ai.fluxion.crons.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Sentry's cron library computes, row by row. */
class SentryOracleTests {

    @TestFactory
    Stream<DynamicTest> crontabs() {
        return SharedData.rows("crontab-oracle.jsonl").stream()
                .map(row -> dynamicTest(row.get("id").asText() + " " + row.get("expr"), () -> crontab(row)));
    }

    private static void crontab(JsonNode row) {
        String text = row.get("expr").asText();
        ZoneId zone = ZoneId.of(row.get("tz").asText());
        if (!row.get("valid").asBoolean()) {
            assertThatThrownBy(() -> SentryCrontab.of(text, zone)).isInstanceOf(InvalidScheduleException.class);
            return;
        }
        SentryCrontab crontab = SentryCrontab.of(text, zone);
        Instant start = Instant.parse(row.get("start_utc").asText());
        assertThat(Slots.after(crontab, start, 5)).isEqualTo(SharedData.instants(row.get("next_utc")));
        assertThat(Slots.before(crontab, start, 2)).isEqualTo(SharedData.instants(row.get("prev_utc")));
    }

    @TestFactory
    Stream<DynamicTest> scenarios() {
        return SharedData.rows("sentry-scenarios.jsonl").stream()
                .filter(row -> row.get("kind").asText().equals("schedule"))
                .map(row -> dynamicTest(row.get("id").asText(), () -> scenario(row)));
    }

    private static void scenario(JsonNode row) {
        ZoneId zone = row.has("timezone") ? ZoneId.of(row.get("timezone").asText()) : null;
        SentrySchedule schedule = schedule(row.get("schedule"), zone);
        Instant reference = Instant.parse(row.get("reference").asText());
        if (row.get("op").asText().equals("next")) {
            assertThat(schedule.next(reference))
                    .isEqualTo(row.at("/expect/next").asText());
        } else {
            Instant start = Instant.parse(row.get("start").asText());
            assertThat(schedule.previous(start, reference))
                    .isEqualTo(row.at("/expect/prev").asText());
        }
    }

    private static SentrySchedule schedule(JsonNode schedule, @Nullable ZoneId zone) {
        return schedule.get("type").asText().equals("crontab")
                ? SentryCrontab.of(schedule.get("value").asText(), zone)
                : SentryInterval.of(
                        schedule.get("value").asLong(), schedule.get("unit").asText(), zone);
    }
}
