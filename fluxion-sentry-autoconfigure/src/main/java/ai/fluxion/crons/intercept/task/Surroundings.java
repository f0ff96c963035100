package ai.fluxion.crons.intercept.task;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonParserFactory;

/**
 * Where this process runs, as tags: {@code ecs.task}, {@code ecs.family} and {@code ecs.image} from the metadata endpoint
 * of an ECS task, {@code kubernetes.pod} from a pod's environment.
 *
 * @since 0.1.0
 */
public final class Surroundings {

    private static final int PATIENCE_MILLIS = 2000;

    private final Function<String, @Nullable String> environment;

    /** @param environment a variable's value by its name, as {@code System::getenv} */
    public Surroundings(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /** Asks, without making anybody wait. Completes without tags where there is nobody to ask, and never fails. */
    public CompletableFuture<Map<String, String>> tags() {
        String ecs = this.environment.apply("ECS_CONTAINER_METADATA_URI_V4");
        String pod = this.environment.apply("HOSTNAME");
        if (ecs != null) {
            CompletableFuture<Map<String, String>> tags = new CompletableFuture<>();
            Thread asking = new Thread(() -> tags.complete(ecsTags(ecs)), "fluxion-crons-metadata");
            asking.setDaemon(true);
            asking.start();
            return tags;
        }
        boolean kubernetes = this.environment.apply("KUBERNETES_SERVICE_HOST") != null;
        return CompletableFuture.completedFuture(kubernetes && pod != null ? Map.of("kubernetes.pod", pod) : Map.of());
    }

    /** Not by {@code java.net.http}, whose first request takes longer than some tasks. */
    private static Map<String, String> ecsTags(String endpoint) {
        try {
            URLConnection connection = URI.create(endpoint + "/task").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try (InputStream body = connection.getInputStream()) {
                return ecsTags(parse(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            }
        } catch (IOException | RuntimeException unknown) {
            return Map.of();
        }
    }

    private static Map<String, Object> parse(String json) {
        return JsonParserFactory.getJsonParser().parseMap(json);
    }

    private static Map<String, String> ecsTags(Map<String, Object> task) {
        Map<String, String> tags = new LinkedHashMap<>();
        put(tags, "ecs.task", task.get("TaskARN"));
        put(tags, "ecs.family", task.get("Family"));
        put(tags, "ecs.revision", task.get("Revision"));
        if (task.get("Containers") instanceof List<?> containers
                && !containers.isEmpty()
                && containers.get(0) instanceof Map<?, ?> container) {
            put(tags, "ecs.image", container.get("Image"));
            put(tags, "ecs.image.id", container.get("ImageID"));
        }
        return tags;
    }

    private static void put(Map<String, String> tags, String name, @Nullable Object value) {
        if (value != null) {
            tags.put(name, value.toString());
        }
    }
}
