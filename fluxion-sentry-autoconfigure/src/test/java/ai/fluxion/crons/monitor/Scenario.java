package ai.fluxion.crons.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.SentryCrontab;
import ai.fluxion.crons.schedule.SentryInterval;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of the scenarios of Sentry's behaviour, played against {@link MonitorTransition}. Three things of them are
 * Sentry's server and not a monitor's state, and are counted here, around it: rate limits, mutes, and the issue
 * occurrences that an incident sends.
 */
final class Scenario {

    private static final String DEFAULT = "production";

    private final MonitorTransition transition = new MonitorTransition(false);

    private final JsonNode line;

    private final MonitorDefinition monitor;

    private final Map<String, Environment> environments = new LinkedHashMap<>();

    private final Map<String, Integer> accepted = new HashMap<>();

    private final List<String> errors = new ArrayList<>();

    private int anonymous;

    Scenario(JsonNode line) {
        this.line = line;
        MonitorDefinition monitor =
                Monitors.of("scenario", schedule(line), settings(line), MonitorDefinition.Origin.DISCOVERED);
        this.monitor =
                line.path("monitor_status").asText("active").equals("disabled") ? Monitors.disabled(monitor) : monitor;
        line.path("initial")
                .fields()
                .forEachRemaining(entry -> this.environments.put(entry.getKey(), new Environment(entry.getValue())));
    }

    private static Schedule schedule(JsonNode line) {
        JsonNode schedule = line.path("schedule");
        String zone = line.path("timezone").textValue();
        ZoneId zoneId = zone == null ? null : ZoneId.of(zone);
        return Slots.sentry(
                schedule.path("type").asText().equals("crontab")
                        ? SentryCrontab.of(schedule.path("value").asText(), zoneId)
                        : SentryInterval.of(
                                schedule.path("value").asLong(),
                                schedule.path("unit").asText(),
                                zoneId));
    }

    private static MonitorSettings settings(JsonNode line) {
        return Monitors.settings(
                line.path("margin").asLong(0) == 0 ? 1 : line.path("margin").asLong(),
                line.path("max_runtime").asLong(0) == 0
                        ? 30
                        : line.path("max_runtime").asLong(),
                line.path("thresholds").path("failure").asInt(1),
                line.path("thresholds").path("recovery").asInt(1));
    }

    /** Plays everything in the order of time; of what happens at one instant, the tick comes first and a check last. */
    void play() {
        TreeMap<Instant, List<Runnable>> steps = new TreeMap<>();
        this.line.path("clock").forEach(tick -> step(steps, tick, () -> tick(instant(tick))));
        Instant[] last = {Instant.MIN};
        this.line.path("events").forEach(event -> {
            // Events come in the order in which they are listed, whatever their instants say.
            Instant at = instant(event.path("at"));
            last[0] = at.isAfter(last[0]) ? at : last[0];
            steps.computeIfAbsent(last[0], key -> new ArrayList<>()).add(() -> event(event));
        });
        List<Runnable> afterwards = new ArrayList<>();
        this.line.path("expect").path("checks").forEach(check -> {
            if (check.has("t")) {
                step(steps, check.path("t"), () -> check(check));
            } else {
                afterwards.add(() -> check(check));
            }
        });
        steps.values().stream().flatMap(List::stream).forEach(Runnable::run);
        afterwards.forEach(Runnable::run);
    }

    private static void step(TreeMap<Instant, List<Runnable>> steps, JsonNode at, Runnable step) {
        steps.computeIfAbsent(instant(at), key -> new ArrayList<>()).add(step);
    }

    private void tick(Instant at) {
        this.environments.values().forEach(environment -> environment.apply(null, new MonitorEvent.Tick(at)));
    }

    private void event(JsonNode event) {
        String name = event.path("environment").asText("");
        name = name.isEmpty() ? DEFAULT : name;
        Instant at = instant(event.path("at"));
        if (isLimited(name, at)) {
            this.errors.add("monitor_environment_ratelimited");
            return;
        }
        if (!this.monitor.enabled()) {
            this.errors.add("monitor_disabled");
            return;
        }
        if (!isEnvironment(name)) {
            this.errors.add("monitor_invalid_environment");
            return;
        }
        Environment environment = this.environments.computeIfAbsent(name, key -> new Environment(null));
        UUID id = environment.idOf(event);
        if (this.environments.values().stream()
                .anyMatch(other -> other != environment && other.checkIns.containsKey(id))) {
            this.errors.add("checkin_environment_mismatch");
            return;
        }
        environment.receive(id, event, at);
    }

    private static boolean isEnvironment(String name) {
        try {
            return EnvironmentName.of(name).equals(name);
        } catch (MonitorSettings.SettingsException ex) {
            return false;
        }
    }

    private boolean isLimited(String environment, Instant at) {
        if (!this.line.has("rate_limit")) {
            return false;
        }
        String minute = environment + at.truncatedTo(ChronoUnit.MINUTES);
        return this.accepted.merge(minute, 1, Integer::sum)
                > this.line.path("rate_limit").asInt();
    }

    private void check(JsonNode check) {
        String name = check.path("environment").asText(DEFAULT);
        Environment environment = this.environments.get(name);
        check.fields().forEachRemaining(field -> {
            String what = this.line.path("id").asText() + " " + check;
            switch (field.getKey()) {
                case "t", "environment", "note" -> {}
                case "errors" -> assertThat(this.errors).as(what).isEqualTo(texts(field.getValue()));
                case "check_in_count" ->
                    assertThat(environment == null ? 0 : environment.checkIns.size())
                            .as(what)
                            .isEqualTo(field.getValue().asInt());
                default -> {
                    assertThat(environment).as(what).isNotNull();
                    environment.check(what, field.getKey(), field.getValue());
                }
            }
        });
    }

    private static Instant instant(JsonNode node) {
        return Instant.parse(node.asText());
    }

    private static @Nullable Instant nullableInstant(JsonNode node) {
        return node.isTextual() ? instant(node) : null;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The monitor in one environment, with its history. */
    private final class Environment {

        private final Map<UUID, CheckIn> checkIns = new LinkedHashMap<>();

        private final boolean muted;

        private MonitorState state = MonitorState.INITIAL;

        private int incidents;

        private int occurrences;

        private @Nullable UUID starting;

        private @Nullable UUID resolving;

        Environment(@Nullable JsonNode initial) {
            this.muted = initial != null && initial.path("muted").asBoolean();
            if (initial != null) {
                begin(initial);
            }
        }

        private void begin(JsonNode initial) {
            List<OpenRun> open = new ArrayList<>();
            List<MonitorState.Recent> recent = new ArrayList<>();
            Instant decided = null;
            for (JsonNode one : initial.path("check_ins")) {
                CheckInStatus status = status(one.path("status"));
                UUID id = id(one.path("id").asText());
                Instant start = instant(one.path("date_added"));
                recent.add(new MonitorState.Recent(id, start, status));
                if (status == CheckInStatus.IN_PROGRESS) {
                    Instant timeout = one.has("timeout_at")
                            ? instant(one.path("timeout_at"))
                            : start.truncatedTo(ChronoUnit.MINUTES)
                                    .plus(monitor.settings().maxRuntime());
                    open.add(new OpenRun(id, start, timeout, null, null, RunReport.EMPTY));
                } else if ((status == CheckInStatus.OK || status == CheckInStatus.ERROR)
                        && (decided == null || start.isAfter(decided))) {
                    decided = start;
                }
                this.checkIns.put(
                        id,
                        new CheckIn(id, status, start, status.isFinal() ? start : null, null, null, RunReport.EMPTY));
            }
            Incident incident = null;
            if (initial.path("open_incident").isTextual()) {
                CheckIn first = Objects.requireNonNull(
                        this.checkIns.get(id(initial.path("open_incident").asText())));
                incident = new Incident(first.startedAt(), first.id(), 1);
                this.incidents = 1;
                this.starting = first.id();
            }
            recent.sort(Comparator.comparing(MonitorState.Recent::startedAt));
            this.state = new MonitorState(
                    MonitorStatus.valueOf(
                            initial.path("status").asText("active").toUpperCase(Locale.ROOT)),
                    nullableInstant(initial.path("last_checkin")),
                    decided,
                    nullableInstant(initial.path("next_checkin")),
                    nullableInstant(initial.path("next_checkin_latest")),
                    incident,
                    open,
                    recent,
                    Basis.of(monitor),
                    false,
                    null);
        }

        /** All zeros are the newest that is open. */
        UUID idOf(JsonNode event) {
            String name = event.path("check_in_id").asText("");
            if (!name.isEmpty() && !name.replace("-", "").matches("0+")) {
                return id(name);
            }
            return this.state.open().stream()
                    .max(Comparator.comparing(OpenRun::startedAt))
                    .filter(run -> !name.isEmpty())
                    .map(OpenRun::id)
                    .orElseGet(() -> id("anonymous-" + ++anonymous));
        }

        void receive(UUID id, JsonNode event, Instant at) {
            CheckInStatus status = status(event.path("status"));
            Duration duration = event.path("duration").isNumber()
                    ? Duration.ofMillis((long) (event.path("duration").asDouble() * 1000))
                    : null;
            CheckIn known = this.checkIns.get(id);
            if (known != null && (known.status() == CheckInStatus.OK || known.status() == CheckInStatus.ERROR)) {
                if (status != CheckInStatus.IN_PROGRESS) {
                    errors.add("checkin_finished");
                }
            }
            apply(
                    id,
                    status == CheckInStatus.IN_PROGRESS
                            ? new MonitorEvent.Opened(id, at, duration, RunReport.EMPTY)
                            : new MonitorEvent.Closed(id, at, status, duration, RunReport.EMPTY));
        }

        void apply(@Nullable UUID id, MonitorEvent event) {
            int before = failures();
            Evaluation evaluation =
                    transition.apply(monitor, this.state, id == null ? null : this.checkIns.get(id), event);
            this.state = evaluation.state();
            for (MonitorEffect effect : evaluation.effects()) {
                if (effect instanceof MonitorEffect.Recorded recorded) {
                    this.checkIns.put(recorded.checkIn().id(), recorded.checkIn());
                } else if (effect instanceof MonitorEffect.IncidentOpened incident) {
                    this.incidents++;
                    this.starting = incident.incident().firstCheckIn();
                } else if (effect instanceof MonitorEffect.IncidentResolved resolved) {
                    this.resolving = resolved.checkIn().id();
                }
            }
            // A muted environment has incidents, and nobody hears of them.
            this.occurrences += this.muted ? 0 : Math.max(0, failures() - before);
        }

        private int failures() {
            Incident incident = this.state.incident();
            return incident == null ? 0 : incident.failures();
        }

        void check(String what, String field, JsonNode expected) {
            Object actual =
                    switch (field) {
                        case "env_status" -> this.state.status().value();
                        case "next_checkin" -> this.state.next();
                        case "next_checkin_latest" -> this.state.nextLatest();
                        case "last_checkin" -> this.state.lastCheckIn();
                        case "incident_open" -> this.state.incident() != null;
                        case "incidents" -> this.incidents;
                        case "incident_starting" -> this.starting;
                        case "incident_resolving" -> this.resolving;
                        case "occurrences" -> this.occurrences;
                        case "missed" -> starts(CheckInStatus.MISSED);
                        case "timeouts" -> starts(CheckInStatus.TIMEOUT);
                        case "check_ins" -> null;
                        default -> throw new AssertionError("What is " + field + " of " + what);
                    };
            switch (field) {
                case "check_ins" ->
                    expected.fields().forEachRemaining(one -> checkIn(what, id(one.getKey()), one.getValue()));
                case "incident_starting", "incident_resolving" ->
                    assertThat(actual).as(what).isEqualTo(expected.isNull() ? null : id(expected.asText()));
                case "missed", "timeouts" -> assertThat(actual).as(what).isEqualTo(texts(expected));
                default ->
                    assertThat(String.valueOf(actual)).as(what + " " + field).isEqualTo(expected.asText("null"));
            }
        }

        private List<String> starts(CheckInStatus status) {
            return this.checkIns.values().stream()
                    .filter(one -> one.status() == status)
                    .map(one -> one.startedAt().toString())
                    .toList();
        }

        private void checkIn(String what, UUID id, JsonNode expected) {
            CheckIn checkIn = this.checkIns.get(id);
            if (expected.isNull()) {
                assertThat(checkIn).as(what).isNull();
                return;
            }
            assertThat(checkIn).as(what).isNotNull();
            OpenRun run = this.state.open(id);
            expected.fields().forEachRemaining(field -> {
                Object actual =
                        switch (field.getKey()) {
                            case "status" -> checkIn.status().value();
                            case "timeout_at" -> run == null ? null : run.timeoutAt();
                            case "duration_ms" -> millis(run == null ? checkIn.duration() : run.elapsed());
                            case "date_added" -> checkIn.startedAt();
                            case "expected_time" -> checkIn.expectedAt();
                            default -> throw new AssertionError("What is " + field.getKey() + " of " + what);
                        };
                assertThat(String.valueOf(actual))
                        .as(what + " " + field.getKey())
                        .isEqualTo(field.getValue().asText("null"));
            });
        }

        private static @Nullable Long millis(@Nullable Duration duration) {
            return duration == null ? null : duration.toMillis();
        }

        private static CheckInStatus status(JsonNode status) {
            return Stream.of(CheckInStatus.values())
                    .filter(one -> one.value().equals(status.asText()))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
