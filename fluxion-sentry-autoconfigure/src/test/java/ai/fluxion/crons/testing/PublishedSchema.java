package ai.fluxion.crons.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sentry's published OpenAPI schema, where a copy of it lies beside the repository. */
final class PublishedSchema {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(VersionFlag.V4, builder -> builder.metaSchema(OpenApi30.getInstance())
                    .defaultMetaSchemaIri(OpenApi30.getInstance().getIri()));

    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    /** By identity: the nodes are large, and making a schema of one takes most of the time. */
    private static final Map<JsonNode, JsonSchema> SCHEMAS = Collections.synchronizedMap(new IdentityHashMap<>());

    private static final @Nullable PublishedSchema FOUND = read();

    private final JsonNode paths;

    private PublishedSchema(JsonNode paths) {
        this.paths = paths;
    }

    /** {@code null} where there is no copy. */
    static @Nullable PublishedSchema find() {
        return FOUND;
    }

    private static @Nullable PublishedSchema read() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("shared/data/sentry-web-api.json");
            if (Files.exists(file)) {
                try {
                    return new PublishedSchema(MAPPER.readTree(file.toFile()).get("paths"));
                } catch (IOException ex) {
                    throw new UncheckedIOException(ex);
                }
            }
        }
        return null;
    }

    /** What the schema has against a call; a path or status that it does not know is a problem too. */
    List<String> problems(String method, String path, String request, int status, String response) {
        JsonNode operation = operation(method, path);
        if (operation == null) {
            return List.of(method + " " + path + " is not in the published schema");
        }
        List<String> problems = new ArrayList<>();
        JsonNode wanted = operation.path("requestBody");
        if (!wanted.isMissingNode()) {
            validate(wanted, request).forEach(problem -> problems.add(method + " " + path + " asks: " + problem));
        }
        JsonNode answer = operation.path("responses").path(String.valueOf(status));
        if (answer.isMissingNode() && status != 429) {
            problems.add(method + " " + path + " never answers " + status);
        }
        validate(answer, response).stream()
                .filter(problem -> !isUnitOfInterval(problem))
                .forEach(problem -> problems.add(method + " " + path + " answers: " + problem));
        return problems;
    }

    /** The schema says that an interval is two integers. Sentry asks for and answers with {@code [6, "hour"]}. */
    private static boolean isUnitOfInterval(String problem) {
        return problem.matches(
                ".*/(config|monitorConfig)/schedule(: array found, string|/1: string found, integer) expected");
    }

    private @Nullable JsonNode operation(String method, String path) {
        String[] segments = path.split("/", -1);
        for (Map.Entry<String, JsonNode> candidate : this.paths.properties()) {
            JsonNode operation = candidate.getValue().get(method.toLowerCase(java.util.Locale.ROOT));
            if (operation != null && matches(candidate.getKey().split("/", -1), segments)) {
                return operation;
            }
        }
        return null;
    }

    private static boolean matches(String[] template, String[] segments) {
        if (template.length != segments.length) {
            return false;
        }
        for (int i = 0; i < template.length; i++) {
            if (!template[i].startsWith("{") && !template[i].equals(segments[i])) {
                return false;
            }
        }
        return true;
    }

    private static List<String> validate(JsonNode body, String text) {
        JsonNode schema = body.path("content").path("application/json").path("schema");
        if (schema.isMissingNode()) {
            return List.of();
        }
        try {
            return SCHEMAS
                    .computeIfAbsent(schema, node -> FACTORY.getSchema(node, CONFIG))
                    .validate(MAPPER.readTree(text))
                    .stream()
                    .map(ValidationMessage::getMessage)
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
