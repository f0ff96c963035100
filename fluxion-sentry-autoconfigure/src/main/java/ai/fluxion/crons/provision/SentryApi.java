package ai.fluxion.crons.provision;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.BasicJsonParser;
import org.springframework.boot.json.JsonParseException;
import org.springframework.boot.json.JsonParser;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.json.JsonWriter;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Calls of Sentry's Web API below an organization, and of one monitor below its project: JSON in, JSON out, pages followed,
 * limits obeyed.
 */
final class SentryApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final int TRIES = 3;

    private static final long MAX_WAIT_SECONDS = 60;

    private static final int MAX_PAGES = 1000;

    private static final int MAX_LENGTH = 100_000_000;

    private static final Pattern NEXT =
            Pattern.compile("<[^>]*[?&]cursor=([^&>]+)[^>]*>;[^,]*rel=\"next\";[^,]*results=\"true\"");

    private static final JsonWriter<Object> WRITER = JsonWriter.standard();

    private final HttpClient client;

    private final ProvisioningSettings settings;

    private final Pause pause;

    private final Duration timeout;

    SentryApi(ProvisioningSettings settings, Pause pause) {
        this(settings, pause, TIMEOUT);
    }

    SentryApi(ProvisioningSettings settings, Pause pause, Duration timeout) {
        this.settings = settings;
        this.pause = pause;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    /** Every page of a list. */
    List<Map<String, @Nullable Object>> list(String path) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        String cursor = null;
        do {
            String separator = path.contains("?") ? "&" : "?";
            HttpResponse<String> response =
                    call("GET", cursor == null ? path : path + separator + "cursor=" + cursor, null);
            all.addAll(objects(response));
            cursor = nextCursor(response);
            if (cursor != null && (!cursors.add(cursor) || cursors.size() > MAX_PAGES)) {
                throw new SentryApiException(
                        200,
                        "%s goes on without end; is fluxion.crons.provision.url a Sentry?".formatted(response.uri()));
            }
        } while (cursor != null);
        return all;
    }

    /** The first page of a list. */
    List<Map<String, @Nullable Object>> firstPage(String path) {
        return objects(call("GET", path, null));
    }

    Map<String, @Nullable Object> get(String path) {
        return object(call("GET", path, null));
    }

    Map<String, @Nullable Object> post(String path, Map<String, @Nullable Object> body) {
        return object(call("POST", path, body));
    }

    Map<String, @Nullable Object> put(String path, Map<String, @Nullable Object> body) {
        return object(call("PUT", path, body));
    }

    void delete(String path) {
        call("DELETE", path, null);
    }

    static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<Map<String, @Nullable Object>> objects(HttpResponse<String> response) {
        return Json.objects(read(response, List.class));
    }

    private static Map<String, @Nullable Object> object(HttpResponse<String> response) {
        return Json.object(read(response, Map.class));
    }

    /** What says {@code null} is no list and no object either: taken for one, everything would be made once more. */
    private static Object read(HttpResponse<String> response, Class<?> type) {
        String wrong =
                "%s did not answer with JSON; is fluxion.crons.provision.url a Sentry?".formatted(response.uri());
        try {
            Object value = parse(response.body(), type);
            if (type.isInstance(value)) {
                return value;
            }
        } catch (JsonParseException | YAMLException ex) {
            throw new SentryApiException(wrong, ex);
        }
        throw new SentryApiException(0, wrong);
    }

    private static @Nullable Object parse(String json, Class<?> type) {
        JsonParser parser = JsonParserFactory.getJsonParser();
        if (parser instanceof BasicJsonParser) {
            // Which takes true and null for texts: an application that serves nothing may have no other. YAML is JSON
            // too.
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(MAX_LENGTH);
            return new Yaml(new SafeConstructor(options)).load(json);
        }
        return type == List.class ? parser.parseList(json) : parser.parseMap(json);
    }

    private static @Nullable String nextCursor(HttpResponse<String> response) {
        for (String link : response.headers().allValues("link")) {
            Matcher matcher = NEXT.matcher(link);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return null;
    }

    private HttpResponse<String> call(String method, String path, @Nullable Map<String, @Nullable Object> body) {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> response = send(request(method, path, body));
            int status = response.statusCode();
            if (status >= 200 && status < 300) {
                return response;
            }
            // What writes may have been done before the trouble began.
            boolean again = status == 429 || (status >= 500 && method.equals("GET"));
            if (!again || attempt == TRIES) {
                String answered = response.headers().firstValue("location").orElse(response.body());
                throw SentryApiException.of(status, method, path, answered, this.settings);
            }
            this.pause.seconds(retryAfter(response, status == 429 ? 1 : attempt));
        }
    }

    private HttpRequest request(String method, String path, @Nullable Map<String, @Nullable Object> body) {
        String base = this.settings.url().toString().replaceAll("/+$", "");
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + "/api/0/" + owner(path) + "/" + path))
                .timeout(this.timeout)
                .header("Authorization", "Bearer " + this.settings.token())
                .header("Accept", "application/json");
        if (body == null) {
            return builder.method(method, BodyPublishers.noBody()).build();
        }
        return builder.header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(WRITER.writeToString(body)))
                .build();
    }

    /** A slug is a monitor's within its project only: of an organization's several, Sentry would take the oldest. */
    private String owner(String path) {
        String organization = encoded(this.settings.organization());
        return SentryApiException.ONE_MONITOR.matcher(path).lookingAt()
                ? "projects/" + organization + "/" + encoded(this.settings.project())
                : "organizations/" + organization;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return WholeAnswer.to(request, this.client, BodyHandlers.ofString());
        } catch (IOException ex) {
            throw new SentryApiException(
                    "%s cannot be reached: %s. See fluxion.crons.provision.url, and the proxy or firewall on the way."
                            .formatted(this.settings.url(), SentryApiException.because(ex)),
                    ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new SentryApiException("Interrupted while waiting for " + this.settings.url(), ex);
        }
    }

    /** A proxy says it in seconds, Sentry itself when its window begins anew. */
    private static long retryAfter(HttpResponse<String> response, long otherwise) {
        HttpHeaders headers = response.headers();
        try {
            double seconds = headers.firstValue("retry-after").isPresent()
                    ? Double.parseDouble(headers.firstValue("retry-after").orElseThrow())
                    : Double.parseDouble(headers.firstValue("x-sentry-rate-limit-reset")
                                    .orElse("unknown"))
                            - sentAt(headers).toEpochSecond();
            return Math.max(1, Math.min(MAX_WAIT_SECONDS, (long) Math.ceil(seconds)));
        } catch (NumberFormatException | DateTimeException ex) {
            return otherwise;
        }
    }

    /** By the clock that says when the window begins, which may not be ours. */
    private static ZonedDateTime sentAt(HttpHeaders headers) {
        return ZonedDateTime.parse(headers.firstValue("date").orElse(""), DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    /** Waits. */
    @FunctionalInterface
    interface Pause {

        /** Returns after that many seconds. */
        void seconds(long seconds);
    }
}
