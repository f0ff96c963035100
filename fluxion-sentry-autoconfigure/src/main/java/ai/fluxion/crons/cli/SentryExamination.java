package ai.fluxion.crons.cli;

import ai.fluxion.crons.cli.Finding.Severity;
import ai.fluxion.crons.monitor.MonitorConfig;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.provision.ProvisioningSettings;
import ai.fluxion.crons.provision.RemoteMonitor;
import ai.fluxion.crons.provision.SentryApiException;
import ai.fluxion.crons.provision.SentryProvisioner;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether Sentry can be reached, and whether it and the application know the same monitors. */
final class SentryExamination {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int READ_BACKS = 10;

    private final CommandContext context;

    private final Consumer<Finding> findings;

    /** Said once. */
    private boolean withoutToken;

    SentryExamination(CommandContext context, Consumer<Finding> findings) {
        this.context = context;
        this.findings = findings;
    }

    void examine() {
        add(Severity.OK, "sdk", "io.sentry " + sdkVersion());
        add(Severity.OK, "environment", this.context.environment());
        connection();
        comparison();
    }

    private static String sdkVersion() {
        try {
            Package sdk = Class.forName("io.sentry.Sentry").getPackage();
            return Objects.requireNonNullElse(sdk.getImplementationVersion(), "of unknown version");
        } catch (ClassNotFoundException ex) {
            return "is not on the class path: check-ins stay local";
        }
    }

    private void connection() {
        try {
            SentryDsn dsn = SentryDsn.of(this.context.dsn());
            HttpResponse<Void> response = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .build()
                    .send(HttpRequest.newBuilder(dsn.base()).timeout(TIMEOUT).build(), BodyHandlers.discarding());
            add(
                    Severity.OK,
                    "dsn",
                    "project %s at %s, which answers (%d)"
                            .formatted(dsn.project(), dsn.base().getAuthority(), response.statusCode()));
        } catch (CommandFailure ex) {
            add(Severity.PROBLEM, "dsn", String.valueOf(ex.getMessage()));
        } catch (IOException ex) {
            add(
                    Severity.PROBLEM,
                    "dsn",
                    "%s cannot be reached: %s"
                            .formatted(
                                    SentryDsn.of(this.context.dsn()).base().getAuthority(), Unreachable.because(ex)));
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable SentryProvisioner provisioner() {
        try {
            return new SentryProvisioner(this.context.provisioning().get());
        } catch (IllegalArgumentException ex) {
            if (!this.withoutToken) {
                add(Severity.NOTE, "token", "Sentry's side is not compared: " + ex.getMessage());
            }
            this.withoutToken = true;
            return null;
        }
    }

    private void comparison() {
        SentryProvisioner provisioner = provisioner();
        if (provisioner == null) {
            return;
        }
        try {
            Map<String, RemoteMonitor> remote = new HashMap<>();
            provisioner.monitors().forEach(monitor -> remote.put(monitor.slug(), monitor));
            for (MonitorDefinition definition : this.context.registry().definitions()) {
                compare(definition, remote.remove(definition.slug()));
            }
            remote.remove(ProvisioningSettings.TEST_SLUG);
            remote.values()
                    .forEach(monitor -> add(
                            Severity.NOTE,
                            "sentry",
                            "%s is in Sentry and not in this application%s"
                                    .formatted(
                                            monitor.slug(),
                                            monitor.ours()
                                                    ? ", which made it: it alarms until crons retire " + monitor.slug()
                                                    : "")));
        } catch (SentryApiException ex) {
            add(Severity.PROBLEM, "token", String.valueOf(ex.getMessage()));
        }
    }

    private void compare(MonitorDefinition definition, @Nullable RemoteMonitor remote) {
        MonitorConfig config = definition.config();
        if (config == null) {
            return;
        }
        String slug = definition.slug();
        if (remote == null) {
            add(
                    Severity.NOTE,
                    "sentry",
                    slug + " is not in Sentry yet: its first check-in or crons provision makes it");
        } else if (!remote.schedule().equals(config.schedule().value())) {
            add(
                    Severity.PROBLEM,
                    "sentry",
                    "%s is %s in Sentry and %s here: crons provision"
                            .formatted(
                                    slug, remote.schedule(), config.schedule().value()));
        } else if (!remote.status().equals("active") || remote.muted()) {
            add(
                    Severity.NOTE,
                    "sentry",
                    "%s is %s in Sentry".formatted(slug, remote.muted() ? "muted" : remote.status()));
        } else {
            add(Severity.OK, "sentry", slug + " is as it is here");
        }
    }

    /** Sends a check-in of a monitor of our own, and with a token looks for it in Sentry. */
    void sendAndReadBack() {
        try {
            String id = new CheckInPost(SentryDsn.of(this.context.dsn()), this.context.environment())
                    .send(
                            ProvisioningSettings.TEST_SLUG,
                            "ok",
                            Duration.ofSeconds(1),
                            TestAlertCommand.config(),
                            this.context.clock().instant());
            add(Severity.OK, "check-in", "accepted by Sentry's ingest, id " + id);
            readBack(id);
        } catch (CommandFailure | SentryApiException ex) {
            add(Severity.PROBLEM, "check-in", String.valueOf(ex.getMessage()));
        }
    }

    private void readBack(String id) {
        SentryProvisioner provisioner = provisioner();
        if (provisioner == null) {
            return;
        }
        for (int i = 0; i < READ_BACKS; i++) {
            if (isThere(provisioner, id)) {
                add(Severity.OK, "check-in", "seen in Sentry (monitor %s)".formatted(ProvisioningSettings.TEST_SLUG));
                return;
            }
            pause();
        }
        add(Severity.PROBLEM, "check-in", "accepted, but not seen in Sentry after %d s".formatted(READ_BACKS));
    }

    private static boolean isThere(SentryProvisioner provisioner, String id) {
        try {
            return provisioner.checkIns(ProvisioningSettings.TEST_SLUG).stream()
                    .anyMatch(checkIn -> checkIn.id().replace("-", "").equals(id));
        } catch (SentryApiException ex) {
            if (ex.status() == 404) {
                return false;
            }
            throw ex;
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(Severity severity, String subject, String text) {
        this.findings.accept(new Finding(severity, subject, text));
    }
}
