package ai.fluxion.crons.cli;

import ai.fluxion.crons.export.JsonText;
import ai.fluxion.crons.monitor.MonitorConfig;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.provision.WholeAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A check-in, sent at once and answered at once; nothing is queued. */
final class CheckInPost {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final SentryDsn dsn;

    private final String environment;

    private final @Nullable MonitorConfig config;

    private final String id;

    /**
     * For a monitor that commands have for themselves.
     *
     * @throws CommandFailure saying why the application would send nothing
     */
    static CheckInPost of(CommandContext context, MonitorConfig own) {
        return create(context, own);
    }

    /**
     * For a monitor of the application.
     *
     * @param monitor {@code null} if nothing configures it
     * @throws CommandFailure saying why the application would send nothing of it
     */
    static CheckInPost of(CommandContext context, @Nullable MonitorDefinition monitor) {
        if (monitor == null) {
            return create(context, null);
        }
        if (!monitor.enabled() || !monitor.sent()) {
            throw new CommandFailure((monitor.enabled()
                            ? "Monitor %s is local only: nothing of it is sent to Sentry. crons doctor says why."
                            : "Monitor %s is disabled: nothing of it is sent to Sentry.")
                    .formatted(monitor.slug()));
        }
        return create(context, context.ingest().upsert() ? monitor.config() : null);
    }

    private static CheckInPost create(CommandContext context, @Nullable MonitorConfig config) {
        String switchedOff = context.ingest().switchedOff();
        if (switchedOff != null) {
            throw new CommandFailure("%s is false: nothing is sent to Sentry.".formatted(switchedOff));
        }
        return new CheckInPost(SentryDsn.of(context.ingest().dsn()), context.environment(), config);
    }

    private CheckInPost(SentryDsn dsn, String environment, @Nullable MonitorConfig config) {
        this.dsn = dsn;
        this.environment = environment;
        this.config = config;
        this.id = UUID.randomUUID().toString().replace("-", "");
    }

    /**
     * Sends a check-in; each time one of the same id, as the beginning and the end of a run have.
     *
     * @param patience for so long it is tried again what may pass; an id is taken once, so that twice does no harm
     * @return its id
     * @throws CommandFailure if Sentry does not accept it
     */
    String send(String slug, String status, @Nullable Duration duration, Instant now, Duration patience) {
        Map<String, @Nullable Object> checkIn = new LinkedHashMap<>();
        checkIn.put("check_in_id", this.id);
        checkIn.put("monitor_slug", slug);
        checkIn.put("status", status);
        checkIn.put("environment", this.environment);
        if (duration != null) {
            checkIn.put("duration", duration.toMillis() / 1000.0);
        }
        if (this.config != null) {
            checkIn.put("monitor_config", json(this.config));
        }
        post(envelope(JsonText.of(checkIn), now), patience);
        return this.id;
    }

    private void post(String envelope, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                post(envelope);
                return;
            } catch (CommandFailure ex) {
                if (!ex.isPassing() || System.nanoTime() + pause.toNanos() > deadline) {
                    throw ex;
                }
            }
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static void pause(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted");
        }
    }

    private static Map<String, @Nullable Object> json(MonitorConfig config) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("schedule", schedule(config));
        json.put("checkin_margin", config.checkinMargin());
        json.put("max_runtime", config.maxRuntime());
        json.put("failure_issue_threshold", config.failureIssueThreshold());
        json.put("recovery_threshold", config.recoveryThreshold());
        if (config.timezone() != null) {
            json.put("timezone", config.timezone().getId());
        }
        if (config.owner() != null) {
            json.put("owner", config.owner());
        }
        return json;
    }

    private static Map<String, @Nullable Object> schedule(MonitorConfig config) {
        Map<String, @Nullable Object> schedule = new LinkedHashMap<>();
        schedule.put("type", config.schedule().type());
        String value = config.schedule().value();
        if (config.schedule().type().equals("crontab")) {
            schedule.put("value", value);
        } else {
            List<String> parts = List.of(value.split(" ", 2));
            schedule.put("value", Long.valueOf(parts.get(0)));
            schedule.put("unit", parts.get(1));
        }
        return schedule;
    }

    private static String envelope(String checkIn, Instant now) {
        String payload = checkIn.replaceAll("\\n\\s*", "");
        int length = payload.getBytes(StandardCharsets.UTF_8).length;
        return """
                {"sent_at": "%s"}
                {"type": "check_in", "content_type": "application/json", "length": %s}
                %s
                """
                .formatted(now, length, payload);
    }

    private void post(String envelope) {
        URI uri = this.dsn.envelope();
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-sentry-envelope")
                .header(
                        "X-Sentry-Auth",
                        "Sentry sentry_version=7, sentry_client=fluxion-crons, sentry_key=" + this.dsn.key())
                .POST(BodyPublishers.ofString(envelope))
                .build();
        try {
            HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
            HttpResponse<Void> response = WholeAnswer.to(request, client, BodyHandlers.discarding());
            int status = response.statusCode();
            if (status / 100 != 2) {
                Said said = Said.of("ingest.answered", uri.getAuthority(), status, because(status));
                throw status >= 500 ? CommandFailure.ofSentryForNow(said) : CommandFailure.ofSentry(said);
            }
        } catch (IOException ex) {
            throw CommandFailure.ofSentryForNow(Said.of("unreachable", uri.getAuthority(), ex));
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted");
        }
    }

    private static Said because(int status) {
        return Said.of(
                switch (status) {
                    case 401, 403 -> "ingest.key";
                    case 404 -> "ingest.project";
                    case 413 -> "ingest.large";
                    case 429 -> "ingest.many";
                    default -> "ingest.other";
                });
    }
}
