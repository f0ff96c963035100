package ai.fluxion.crons.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A Sentry that keeps what it is given, answers in camel case with ids and defaults of its own as the real one does, and
 * holds every call against the published schema.
 */
public final class FakeSentry implements AutoCloseable {

    public static final String TOKEN = "sntrys_of_a_test";

    static {
        // Otherwise the kernel waits 40 ms between the head and the body of every answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String BASE = "/api/0/organizations/cadena/";

    private static final String PROJECTS = "/api/0/projects/cadena/";

    private static final String DATE = "2026-08-01T00:00:00Z";

    private final HttpServer server;

    private final @Nullable PublishedSchema schema = PublishedSchema.find();

    private final Map<String, Map<String, Map<String, Object>>> stored = new TreeMap<>();

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

    private final ConcurrentLinkedDeque<Integer> refusals = new ConcurrentLinkedDeque<>();

    private final Map<String, Integer> refusalsOfMethods = new ConcurrentHashMap<>();

    private final List<Map<String, Object>> checkIns = Collections.synchronizedList(new ArrayList<>());

    private String project = "fluxion-etl";

    private int pageSize = 100;

    private long ids = 100;

    public FakeSentry() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.server.createContext("/", this::handle);
        this.server.start();
        store("detectors", detector("todo", "issue_stream", List.of()));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
    }

    /** Where check-ins go that are seen in this Sentry. */
    public String dsn() {
        return url().toString().replace("//", "//clave@") + "/7";
    }

    /** The check-ins that came, as they were sent. */
    public List<Map<String, Object>> checkIns() {
        return List.copyOf(this.checkIns);
    }

    /** Calls as {@code POST workflows/}, reads left out. */
    public List<String> writes() {
        return this.calls.stream().filter(call -> !call.startsWith("GET")).toList();
    }

    public List<String> problems() {
        return this.problems;
    }

    public boolean isValidating() {
        return this.schema != null;
    }

    public void forgetCalls() {
        this.calls.clear();
    }

    public void refuseOnce(int status) {
        this.refusals.add(status);
    }

    /** Before the next refusal one call is answered. */
    public void answerOnce() {
        this.refusals.add(0);
    }

    /** The next call of a method, whatever comes before it. */
    public void refuseNext(String method, int status) {
        this.refusalsOfMethods.put(method, status);
    }

    public void pageSize(int size) {
        this.pageSize = size;
    }

    /** Every thing of a kind, as it is answered. */
    public List<Map<String, Object>> all(String kind) {
        return new ArrayList<>(this.stored.getOrDefault(kind, Map.of()).values());
    }

    /** A monitor that somebody else made. */
    public void monitorOfSomebody(String slug, String crontab) {
        store("monitors", monitor(slug, Map.of("name", slug, "config", Map.of("schedule", crontab))));
    }

    public void workflowOfSomebody(String name) {
        store("workflows", workflow(Map.of("name", name)));
    }

    /** As if two had made every alert and dashboard at the same time: no name of theirs is taken. */
    public void everythingTwice() {
        for (String kind : List.of("workflows", "detectors", "dashboards")) {
            for (Map<String, Object> thing : all(kind)) {
                Map<String, Object> twin = new LinkedHashMap<>(thing);
                twin.put("id", String.valueOf(this.ids++));
                if (!"issue_stream".equals(thing.get("type"))
                        && !"monitor_check_in_failure".equals(thing.get("type"))) {
                    store(kind, twin);
                }
            }
        }
    }

    /** What comes now is of another project of the organization, which has no monitors yet. */
    public void anotherProject(String slug) {
        this.project = slug;
        this.stored.remove("monitors");
        this.stored.remove("detectors");
        store("detectors", detector("todo", "issue_stream", List.of()));
    }

    private Map<String, Object> store(String kind, Map<String, Object> thing) {
        String key = kind.equals("monitors") ? String.valueOf(thing.get("slug")) : String.valueOf(thing.get("id"));
        this.stored.computeIfAbsent(kind, k -> new LinkedHashMap<>()).put(key, thing);
        return thing;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream in = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            handle(exchange, method, path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void handle(HttpExchange exchange, String method, String path, String body) throws IOException {
        if (!path.startsWith("/api/0/")) {
            ingest(exchange, path, body);
            return;
        }
        this.calls.add(method + " " + path.replaceFirst("^(" + BASE + "|" + PROJECTS + "[^/]+/)", ""));
        Answer answer = answer(exchange, method, path, body);
        String text = answer.body() == null ? "" : json(answer.body());
        if (this.schema != null) {
            this.problems.addAll(this.schema.problems(method, path, body, answer.status(), text));
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Takes an envelope with a check-in, and makes its monitor if it brings a config. */
    private void ingest(HttpExchange exchange, String path, String body) throws IOException {
        String[] lines = body.split("\n", -1);
        boolean checkIn = path.equals("/api/7/envelope/") && lines.length > 2 && lines[1].contains("check_in");
        if (checkIn) {
            Map<String, Object> sent = read(lines[2]);
            this.checkIns.add(sent);
            String slug = String.valueOf(sent.get("monitor_slug"));
            Map<String, Object> config = map(sent.get("monitor_config"));
            if (!config.isEmpty()
                    && !this.stored.getOrDefault("monitors", Map.of()).containsKey(slug)) {
                Map<String, Object> schedule = map(config.get("schedule"));
                Object value = schedule.get("value");
                Object kept = schedule.containsKey("unit") ? List.of(value, schedule.get("unit")) : value;
                store("monitors", monitor(slug, Map.of("name", slug, "config", Map.of("schedule", kept))));
            }
        }
        exchange.sendResponseHeaders(path.equals("/") || path.equals("/api/7/envelope/") ? 200 : 404, -1);
        exchange.close();
    }

    /** The check-ins of a monitor, newest first. */
    private List<Object> checkInsOf(String slug) {
        List<Object> answered = new ArrayList<>();
        for (Map<String, Object> sent : checkIns()) {
            if (!slug.equals(sent.get("monitor_slug"))) {
                continue;
            }
            Map<String, Object> checkIn = new LinkedHashMap<>();
            checkIn.put("id", sent.get("check_in_id"));
            checkIn.put("environment", sent.get("environment"));
            checkIn.put("status", sent.get("status"));
            checkIn.put("duration", null);
            for (String date : List.of("dateCreated", "dateAdded", "dateUpdated", "dateClock", "expectedTime")) {
                checkIn.put(date, DATE);
            }
            checkIn.put("dateInProgress", null);
            checkIn.put("monitorConfig", this.stored.get("monitors").get(slug).get("config"));
            answered.add(0, checkIn);
        }
        return answered;
    }

    private Answer answer(HttpExchange exchange, String method, String path, String body) {
        Integer ofMethod = this.refusalsOfMethods.remove(method);
        Integer refused = ofMethod != null ? ofMethod : this.refusals.poll();
        if (refused != null && refused != 0) {
            exchange.getResponseHeaders().add("Retry-After", "2");
            return new Answer(refused, null);
        }
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return new Answer(401, null);
        }
        boolean ofProject = path.startsWith(PROJECTS + this.project + "/");
        if (!ofProject && !path.startsWith(BASE)) {
            return new Answer(404, null);
        }
        String[] parts = path.substring((ofProject ? PROJECTS + this.project + "/" : BASE).length())
                .split("/");
        if (!ofProject && parts.length > 1 && parts[0].equals("monitors")) {
            this.problems.add(path + " is whichever project's is the oldest");
        }
        boolean inProject = parts[0].equals("projects");
        String kind = inProject ? parts[2] : parts[0];
        String key = !inProject && parts.length > 1 ? parts[1] : null;
        return switch (method) {
            case "GET" -> {
                if (key != null && parts.length > 2) {
                    boolean known = this.stored.getOrDefault(kind, Map.of()).containsKey(key);
                    yield known ? new Answer(200, checkInsOf(key)) : new Answer(404, null);
                }
                yield key == null ? page(exchange, kind) : found(kind, key);
            }
            case "POST" -> new Answer(201, store(kind, made(kind, read(body), null)));
            case "PUT" -> put(kind, String.valueOf(key), read(body));
            default -> deleted(kind, String.valueOf(key));
        };
    }

    private Answer page(HttpExchange exchange, String kind) {
        List<Map<String, Object>> all = all(kind);
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        int from = query.contains("cursor=") ? Integer.parseInt(query.replaceAll(".*cursor=", "")) : 0;
        int to = Math.min(all.size(), from + this.pageSize);
        exchange.getResponseHeaders()
                .add(
                        "Link",
                        ("<%s?&cursor=0>; rel=\"previous\"; results=\"false\"; cursor=\"0\","
                                        + " <%s?&cursor=%d>; rel=\"next\"; results=\"%s\"; cursor=\"%d\"")
                                .formatted(url(), url(), to, to < all.size(), to));
        List<Object> page = new ArrayList<>();
        all.subList(from, to).forEach(thing -> page.add(kind.equals("dashboards") ? listed(thing) : thing));
        return new Answer(200, page);
    }

    private Answer found(String kind, String key) {
        Map<String, Object> thing = this.stored.getOrDefault(kind, Map.of()).get(key);
        return thing == null ? new Answer(404, null) : new Answer(200, thing);
    }

    private Answer put(String kind, String key, Map<String, Object> body) {
        Map<String, Object> before = this.stored.getOrDefault(kind, Map.of()).get(key);
        return before == null ? new Answer(404, null) : new Answer(200, store(kind, made(kind, body, before)));
    }

    private Answer deleted(String kind, String key) {
        Object gone = this.stored.getOrDefault(kind, new LinkedHashMap<>()).remove(key);
        return new Answer(gone == null ? 404 : kind.equals("monitors") ? 202 : 204, null);
    }

    private Map<String, Object> made(String kind, Map<String, Object> body, @Nullable Map<String, Object> before) {
        Map<String, Object> made =
                switch (kind) {
                    case "monitors" ->
                        monitor(String.valueOf(before == null ? body.get("slug") : before.get("slug")), body);
                    case "workflows" -> workflow(body);
                    case "detectors" -> metric(body);
                    default -> dashboard(body);
                };
        if (before != null) {
            made.put("id", before.get("id"));
        }
        return made;
    }

    private Map<String, Object> monitor(String slug, Map<String, Object> body) {
        Map<String, Object> config = new LinkedHashMap<>();
        for (String key : List.of("checkin_margin", "max_runtime", "failure_issue_threshold", "recovery_threshold")) {
            config.put(key, null);
        }
        config.put("schedule_type", map(body.get("config")).get("schedule") instanceof List ? "interval" : "crontab");
        config.put("timezone", "UTC");
        config.put("alert_rule_id", null);
        config.putAll(map(body.get("config")));
        boolean isNew = !this.stored.getOrDefault("monitors", Map.of()).containsKey(slug);
        if (isNew) {
            store(
                    "detectors",
                    detector(
                            String.valueOf(body.get("name")),
                            "monitor_check_in_failure",
                            List.of(Map.of("queryObj", Map.of("slug", slug)))));
        }
        Map<String, Object> monitor = new LinkedHashMap<>();
        monitor.put("id", "guid-" + this.ids++);
        monitor.put("name", body.get("name"));
        monitor.put("slug", slug);
        monitor.put("status", "active");
        monitor.put("isMuted", body.getOrDefault("is_muted", false));
        monitor.put("isUpserting", false);
        monitor.put("config", config);
        monitor.put("dateCreated", DATE);
        monitor.put("project", project());
        monitor.put("environments", environment());
        monitor.put("owner", Map.of("type", "team", "id", "7", "name", "datos"));
        return monitor;
    }

    private static Map<String, Object> environment() {
        Map<String, Object> environment = new LinkedHashMap<>(Map.of(
                "name", "production", "status", "ok", "isMuted", false, "dateCreated", DATE, "lastCheckIn", DATE));
        environment.put("nextCheckIn", DATE);
        environment.put("nextCheckInLatest", DATE);
        environment.put("activeIncident", null);
        return environment;
    }

    private static Map<String, Object> project() {
        Map<String, Object> project = new LinkedHashMap<>();
        for (String flag :
                ("firstTransactionEvent hasAccess hasFeedbacks hasFlags hasMinifiedStackTrace hasMonitors hasNewFeedbacks"
                                + " hasProfiles hasReplays hasSessions hasInsightsHttp hasInsightsDb hasInsightsAssets"
                                + " hasInsightsAppStart hasInsightsScreenLoad hasInsightsVitals hasInsightsCaches"
                                + " hasInsightsQueues hasInsightsAgentMonitoring hasInsightsMCP hasLogs hasTraceMetrics"
                                + " isInternal isPublic isBookmarked isMember")
                        .split(" ")) {
            project.put(flag, false);
        }
        project.putAll(Map.of("id", "1", "slug", "fluxion-etl", "name", "fluxion-etl", "dateCreated", DATE));
        project.putAll(Map.of("features", List.of(), "access", List.of(), "color", "#3fbf7f", "status", "active"));
        project.put("avatar", Map.of());
        project.put("platform", null);
        project.put("firstEvent", null);
        return project;
    }

    private Map<String, Object> detector(String name, String type, List<Object> sources) {
        Map<String, Object> detector = new LinkedHashMap<>();
        detector.put("id", String.valueOf(this.ids++));
        detector.put("projectId", "1");
        detector.put("name", name);
        detector.put("type", type);
        detector.put("workflowIds", List.of());
        detector.put("dateCreated", DATE);
        detector.put("dateUpdated", DATE);
        detector.put("dataSources", sources);
        detector.put("conditionGroup", null);
        detector.put("config", Map.of());
        detector.put("enabled", true);
        return detector;
    }

    private Map<String, Object> metric(Map<String, Object> body) {
        Map<String, Object> source = map(list(body.get("data_sources")).get(0));
        Map<String, Object> detector = detector(
                String.valueOf(body.get("name")),
                String.valueOf(body.get("type")),
                List.of(Map.of("id", "5", "queryObj", Map.of("status", 1, "snubaQuery", camel(source)))));
        detector.put("conditionGroup", camel(map(body.get("condition_group"))));
        detector.put("config", camel(map(body.get("config"))));
        return detector;
    }

    private Map<String, Object> workflow(Map<String, Object> body) {
        Map<String, Object> workflow = new LinkedHashMap<>();
        workflow.put("id", String.valueOf(this.ids++));
        workflow.put("name", body.get("name"));
        workflow.put("organizationId", "1");
        workflow.put("createdBy", null);
        workflow.put("dateCreated", DATE);
        workflow.put("dateUpdated", DATE);
        workflow.put("triggers", withIds(camel(body.getOrDefault("triggers", Map.of("logicType", "any")))));
        workflow.put("actionFilters", withIds(camel(body.getOrDefault("action_filters", List.of()))));
        workflow.put("environment", body.get("environment"));
        workflow.put("config", camel(body.getOrDefault("config", Map.of())));
        List<Object> detectors = new ArrayList<>();
        list(body.getOrDefault("detector_ids", List.of())).forEach(id -> detectors.add(String.valueOf(id)));
        workflow.put("detectorIds", detectors);
        workflow.put("enabled", body.getOrDefault("enabled", true));
        workflow.put("lastTriggered", null);
        workflow.put("owner", null);
        return workflow;
    }

    private Map<String, Object> dashboard(Map<String, Object> body) {
        Map<String, Object> dashboard = new LinkedHashMap<>();
        dashboard.put("id", String.valueOf(this.ids++));
        dashboard.put("title", body.get("title"));
        dashboard.put("dateCreated", DATE);
        dashboard.put("createdBy", null);
        List<Object> widgets = new ArrayList<>();
        list(body.get("widgets")).forEach(widget -> widgets.add(widget(map(camel(widget)))));
        dashboard.put("widgets", widgets);
        dashboard.put("projects", List.of());
        dashboard.put("filters", Map.of());
        dashboard.put("permissions", null);
        dashboard.put("isFavorited", false);
        dashboard.put("prebuiltId", null);
        return dashboard;
    }

    private Map<String, Object> widget(Map<String, Object> widget) {
        Map<String, Object> made = new LinkedHashMap<>();
        for (String key : List.of("thresholds", "limit", "axisRange", "legendType", "datasetSource", "exploreUrls")) {
            made.put(key, null);
        }
        made.putAll(Map.of("id", String.valueOf(this.ids++), "dateCreated", DATE, "dashboardId", "1"));
        made.put("description", null);
        made.put("changedReason", null);
        made.putAll(widget);
        List<Object> queries = new ArrayList<>();
        for (Object query : list(widget.get("queries"))) {
            Map<String, Object> whole = new LinkedHashMap<>(map(query));
            whole.putAll(Map.of("id", "1", "widgetId", "1", "fieldAliases", List.of(), "onDemand", List.of()));
            whole.putAll(Map.of("isHidden", false, "linkedDashboards", List.of()));
            whole.put("selectedAggregate", null);
            queries.add(whole);
        }
        made.put("queries", queries);
        return made;
    }

    private static Map<String, Object> listed(Map<String, Object> dashboard) {
        Map<String, Object> listed = new LinkedHashMap<>(dashboard);
        listed.remove("widgets");
        listed.putAll(Map.of("environment", List.of(), "widgetDisplay", List.of(), "widgetPreview", List.of()));
        listed.put("lastVisited", null);
        listed.put("createdBy", user());
        return listed;
    }

    private static Map<String, Object> user() {
        Map<String, Object> user = new LinkedHashMap<>();
        for (String flag : List.of("has2fa", "hasPasswordAuth", "isActive", "isManaged", "isStaff", "isSuperuser")) {
            user.put(flag, false);
        }
        for (String text : List.of("avatarUrl", "email", "id", "name", "username")) {
            user.put(text, "u");
        }
        user.putAll(Map.of("isSuspended", false, "emails", List.of(), "experiments", Map.of(), "dateJoined", DATE));
        user.put("lastActive", DATE);
        user.put("lastLogin", null);
        return user;
    }

    /** Conditions and actions get ids, as everything that Sentry stores. */
    private Object withIds(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> whole = new LinkedHashMap<>();
            map.forEach((key, part) -> whole.put(String.valueOf(key), withIds(part)));
            if (map.containsKey("type") || map.containsKey("logicType")) {
                whole.put("id", String.valueOf(this.ids++));
            }
            return whole;
        }
        return value instanceof List<?> list ? list.stream().map(this::withIds).toList() : value;
    }

    private static Object camel(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> camel = new LinkedHashMap<>();
            map.forEach((key, part) -> camel.put(camel(String.valueOf(key)), part == null ? null : camel(part)));
            return camel;
        }
        return value instanceof List<?> list
                ? list.stream().map(FakeSentry::camel).toList()
                : value;
    }

    private static String camel(String key) {
        StringBuilder camel = new StringBuilder();
        for (String word : key.split("_", -1)) {
            camel.append(camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static List<?> list(@Nullable Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(String body) {
        try {
            return MAPPER.readValue(body, Map.class);
        } catch (JsonProcessingException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() {
        this.server.stop(0);
    }

    private record Answer(int status, @Nullable Object body) {}
}
