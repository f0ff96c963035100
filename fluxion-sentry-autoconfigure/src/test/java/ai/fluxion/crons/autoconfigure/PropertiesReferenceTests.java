package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The reference of properties is what the metadata says. {@code -Dfluxion.reference=write} writes it.
 */
class PropertiesReferenceTests {

    private static final Path REFERENCE =
            Path.of("").toAbsolutePath().getParent().resolve("docs/PROPERTIES.md");

    private static final String HEAD =
            """
            # Properties

            Made from the configuration metadata; a test keeps it so. A bare number of a duration is minutes where Sentry counts minutes
            (`checkin-margin`, `max-runtime`). Precedence, key by key: `monitors.<name>` > `@CronMonitor` > what `@Scheduled` says > defaults.

            """;

    private static final String TAIL =
            """

            ## Of each monitor, `fluxion.crons.monitors.<name>.`
            %s

            ## What silently does not bind, and what does
            | what | instead |
            |---|---|
            | a monitor's name in an environment variable: `FLUXION_CRONS_MONITORS_ETL_X_SCHEDULE` is read as `fluxion.crons.monitors.etl.x.schedule`, never as one of `etl_x`; a WARN names it | `FLUXION_CRONS_MONITORS_ETLX_SCHEDULE` for one that a file declares as `etl_x`, `SPRING_APPLICATION_JSON`, or a file; properties without names of monitors bind as usual (`FLUXION_CRONS_TIMEZONE`) |
            | a key with other signs than letters, digits, `-` and `_` (`etl año`) | `"[etl año]":` |
            | a property beside `spring.config.import` that the imported file has too: the import wins | a profile's file, or an environment variable |
            """;

    @Test
    void theReferenceIsWhatTheMetadataSays() throws IOException {
        String expected = HEAD + table(false) + TAIL.formatted(table(true));
        if ("write".equals(System.getProperty("fluxion.reference"))) {
            Files.writeString(REFERENCE, expected);
        }

        assertThat(Files.readString(REFERENCE))
                .as("mvn test -Dtest=PropertiesReferenceTests -Dfluxion.reference=write writes docs/PROPERTIES.md anew")
                .isEqualTo(expected);
    }

    @Test
    void everyPropertyIsDescribed() {
        assertThat(properties().values())
                .allSatisfy(property -> assertThat(property.path("description").asText())
                        .as(property.path("name").asText())
                        .isNotBlank());
    }

    /** Whether there is such a property, one of a monitor included. */
    static boolean isKnown(String name) {
        String plain = name.replaceAll("\\[\\d+]$", "");
        return properties().containsKey(plain)
                || plain.matches("fluxion\\.crons\\.monitors\\.[^.]+\\."
                        + ofMonitor().keySet().stream().collect(Collectors.joining("|", "(", ")")));
    }

    private static String table(boolean monitors) {
        StringBuilder table = new StringBuilder("| property | default | what |\n|---|---|---|\n");
        (monitors ? ofMonitor() : properties())
                .forEach((name, property) -> table.append("| `%s` | %s | %s |%n"
                        .formatted(
                                name,
                                defaultOf(property),
                                property.path("description").asText().replace("|", "\\|"))));
        return table.toString().stripTrailing();
    }

    private static String defaultOf(JsonNode property) {
        JsonNode value = property.path("defaultValue");
        if (value.isMissingNode()) {
            return "";
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining("`, `", "`", "`"));
        }
        return "`" + value.asText() + "`";
    }

    private static Map<String, JsonNode> properties() {
        Map<String, JsonNode> properties = new TreeMap<>();
        for (JsonNode property : metadata().path("properties")) {
            properties.put(property.path("name").asText(), property);
        }
        return properties;
    }

    /** The metadata knows a map of monitors and not what is in them; the record does. */
    private static Map<String, JsonNode> ofMonitor() {
        Map<String, JsonNode> properties = new TreeMap<>();
        Map<String, String> descriptions = Map.ofEntries(
                Map.entry(
                        "schedule",
                        "when it is due: a Spring cron, a crontab, Quartz, EventBridge, or `every 6 hours`"),
                Map.entry("timezone", "zone of the schedule"),
                Map.entry("checkin-margin", "how late a run may begin; a bare number is minutes"),
                Map.entry("max-runtime", "how long a run may take; a bare number is minutes"),
                Map.entry("failure-issue-threshold", "failures in a row that open an incident"),
                Map.entry("recovery-threshold", "successes in a row that resolve an incident"),
                Map.entry("owner", "owner, as team:slug or user:id"),
                Map.entry("description", "what it does, for people"),
                Map.entry("enabled", "whether it is on"),
                Map.entry("method", "the job that it watches, as package.Class.method or bean.method"),
                Map.entry("keys", "the keys that must report"));
        for (var component : CronsProperties.Monitor.class.getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            assertThat(descriptions).containsKey(name);
            properties.put(
                    name,
                    new ObjectMapper().valueToTree(Map.of("description", String.valueOf(descriptions.get(name)))));
        }
        return properties;
    }

    private static JsonNode metadata() {
        try {
            for (URL url : Collections.list(PropertiesReferenceTests.class
                    .getClassLoader()
                    .getResources("META-INF/spring-configuration-metadata.json"))) {
                JsonNode metadata = new ObjectMapper().readTree(url);
                if (metadata.toString().contains("\"fluxion.crons.enabled\"")) {
                    return metadata;
                }
            }
            throw new IllegalStateException("There is no metadata of fluxion.crons");
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
