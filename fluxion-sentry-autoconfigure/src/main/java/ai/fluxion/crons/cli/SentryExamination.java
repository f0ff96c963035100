package ai.fluxion.crons.cli;

import ai.fluxion.crons.cli.Finding.Severity;
import ai.fluxion.crons.monitor.MonitorConfig;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.provision.ProvisioningSettings;
import ai.fluxion.crons.provision.RemoteMonitor;
import ai.fluxion.crons.provision.SentryApiException;
import ai.fluxion.crons.provision.SentryProvisioner;
import ai.fluxion.crons.provision.WholeAnswer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whether Sentry can be reached, and whether it and the application know the same monitors. */
final class SentryExamination {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int READ_BACKS = 10;

    private final CommandContext context;

    private final Findings findings;

    /** Said once. */
    private boolean withoutToken;

    SentryExamination(CommandContext context, Findings findings) {
        this.context = context;
        this.findings = findings;
    }

    void examine() {
        this.findings.add(Severity.OK, "sdk", sdkVersion());
        this.findings.repeat(Severity.OK, "environment", this.context.environment());
        connection();
        comparison();
    }

    private static Said sdkVersion() {
        try {
            String version = Class.forName("io.sentry.Sentry").getPackage().getImplementationVersion();
            return version == null ? Said.of("found.sdk.unknown") : Said.of("found.sdk", version);
        } catch (ClassNotFoundException ex) {
            return Said.of("found.sdk.none");
        }
    }

    private void connection() {
        String switchedOff = this.context.ingest().switchedOff();
        if (switchedOff != null) {
            this.findings.problem("dsn", "found.off", switchedOff);
            return;
        }
        try {
            SentryDsn dsn = SentryDsn.of(this.context.ingest().dsn());
            HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
            HttpRequest request =
                    HttpRequest.newBuilder(dsn.base()).timeout(TIMEOUT).build();
            HttpResponse<Void> response = WholeAnswer.to(request, client, BodyHandlers.discarding());
            this.findings.ok("dsn", "found.dsn", dsn.project(), dsn.base().getAuthority(), response.statusCode());
        } catch (CommandFailure ex) {
            this.findings.problem("dsn", ex);
        } catch (IOException ex) {
            this.findings.problem(
                    "dsn",
                    "unreachable",
                    SentryDsn.of(this.context.ingest().dsn()).base().getAuthority(),
                    ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable SentryProvisioner provisioner() {
        try {
            return new SentryProvisioner(this.context.provisioning().get());
        } catch (IllegalArgumentException ex) {
            if (!this.withoutToken) {
                this.findings.note(
                        "token", "found.not-compared", this.findings.translated(String.valueOf(ex.getMessage())));
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
                    .forEach(monitor -> this.findings.note(
                            "sentry", monitor.ours() ? "found.only-there.ours" : "found.only-there", monitor.slug()));
        } catch (SentryApiException ex) {
            this.findings.repeat(Severity.PROBLEM, "token", String.valueOf(ex.getMessage()));
        }
    }

    private void compare(MonitorDefinition definition, @Nullable RemoteMonitor remote) {
        MonitorConfig config = definition.config();
        if (config == null) {
            return;
        }
        String slug = definition.slug();
        if (remote == null) {
            this.findings.note("sentry", "found.only-here", slug);
        } else if (!remote.schedule().equals(config.schedule().value())) {
            this.findings.problem(
                    "sentry",
                    "found.other",
                    slug,
                    remote.schedule(),
                    config.schedule().value());
        } else if (config.timezone() != null && !config.timezone().getId().equals(remote.timezone())) {
            this.findings.problem(
                    "sentry",
                    "found.other",
                    slug,
                    remote.timezone(),
                    config.timezone().getId());
        } else if (!remote.status().equals("active") || remote.muted()) {
            this.findings.note("sentry", "found.quiet", slug, remote.muted() ? "muted" : remote.status());
        } else {
            this.findings.ok("sentry", "found.same", slug);
        }
    }

    /** Sends a check-in of a monitor of our own, and with a token looks for it in Sentry. */
    void sendAndReadBack() {
        try {
            String id = CheckInPost.of(this.context, TestAlertCommand.config())
                    .send(
                            ProvisioningSettings.TEST_SLUG,
                            "ok",
                            Duration.ofSeconds(1),
                            this.context.clock().instant(),
                            Duration.ZERO);
            this.findings.ok("check-in", "found.accepted", id);
            readBack(id);
        } catch (CommandFailure ex) {
            this.findings.problem("check-in", ex);
        } catch (SentryApiException ex) {
            this.findings.repeat(Severity.PROBLEM, "check-in", String.valueOf(ex.getMessage()));
        }
    }

    private void readBack(String id) {
        SentryProvisioner provisioner = provisioner();
        if (provisioner == null) {
            return;
        }
        for (int i = 0; i < READ_BACKS; i++) {
            if (isThere(provisioner, id)) {
                this.findings.ok("check-in", "found.seen", ProvisioningSettings.TEST_SLUG);
                return;
            }
            pause();
        }
        this.findings.problem("check-in", "found.not-seen", READ_BACKS);
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
}
