package ai.fluxion.crons.schedule;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows of the data that lies beside the repository, where it does. */
final class SharedData {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SharedData() {}

    static List<JsonNode> rows(String file) {
        Path path = Path.of("shared/data", file).toAbsolutePath();
        Path here = Path.of("").toAbsolutePath();
        for (int up = here.getNameCount(); up > 0; up--) {
            Path candidate = here.getRoot()
                    .resolve(here.subpath(0, up))
                    .resolve("shared/data")
                    .resolve(file);
            path = Files.isRegularFile(candidate) ? candidate : path;
        }
        assumeTrue(Files.isRegularFile(path), "there is no shared/data/" + file);
        try (Stream<String> lines = Files.lines(path)) {
            return lines.filter(line -> !line.isBlank()).map(SharedData::read).toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static List<Instant> instants(JsonNode array) {
        List<Instant> instants = new ArrayList<>();
        array.forEach(instant -> instants.add(Instant.parse(instant.asText())));
        return instants;
    }
}
