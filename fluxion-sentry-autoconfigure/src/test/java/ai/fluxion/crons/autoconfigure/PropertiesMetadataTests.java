package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** What an editor shows of the properties. */
class PropertiesMetadataTests {

    private final JsonNode metadata;

    PropertiesMetadataTests() throws IOException {
        try (InputStream file =
                CronsProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            this.metadata = new ObjectMapper().readTree(file);
        }
    }

    @Test
    void theDefaultsAreThoseOfTheDesign() {
        assertThat(defaultOf("checkin-margin")).isEqualTo("5m");
        assertThat(defaultOf("max-runtime")).isEqualTo("3h");
        assertThat(defaultOf("max-monitors")).isEqualTo("50");
        assertThat(defaultOf("max-keys")).isEqualTo("1000");
        assertThat(defaultOf("delivery.capacity")).isEqualTo("10000");
        assertThat(defaultOf("delivery.timeout")).isEqualTo("5s");
        assertThat(defaultOf("delivery.shutdown-timeout")).isEqualTo("5s");
        assertThat(defaultOf("delivery.heartbeat")).isEqualTo("auto");
        assertThat(defaultOf("delivery.interrupted")).isEqualTo("auto");
        assertThat(defaultOf("traces-sample-rate")).isEqualTo("1");
        assertThat(defaultOf("capture-exceptions")).isEqualTo("true");
        assertThat(defaultOf("store.history")).isEqualTo("100");
        assertThat(defaultOf("store.retention")).isEqualTo("90d");
        assertThat(defaultOf("health.incident-status")).isEqualTo("DEGRADED");
        assertThat(defaultOf("upsert")).isEqualTo("true");
    }

    private String defaultOf(String name) {
        for (JsonNode property : this.metadata.get("properties")) {
            if (property.get("name").asText().equals("fluxion.crons." + name)) {
                return property.path("defaultValue").asText();
            }
        }
        throw new AssertionError("no property fluxion.crons." + name);
    }
}
