package ai.fluxion.crons.cli;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.provision.SentryApiException;
import ai.fluxion.crons.provision.SentryProvisioner;
import ai.fluxion.crons.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Sentry mutes for ever or not at all. So this command stays as long as the silence is to last, and ends it when it is
 * ended itself, by whatever signal: a forgotten monitor that stays muted is worse than one alarm too many.
 */
@Command(name = "mute")
final class MuteCommand extends ReportingCommand {

    @Parameters(paramLabel = "SLUG", descriptionKey = "slug")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String slug;

    @Option(names = "--for", paramLabel = "DURATION", descriptionKey = "for")
    private @Nullable Duration duration;

    @Option(names = "--off", descriptionKey = "off")
    private boolean off;

    MuteCommand(Supplier<CommandContext> context) {
        super(context);
    }

    @Override
    public Integer call() throws InterruptedException {
        Duration time = this.off ? Duration.ZERO : time();
        SentryProvisioner provisioner = provisioner();
        this.slug = slug(this.slug);
        if (this.off) {
            provisioner.mute(this.slug, false);
            report(null);
            tell("%s is heard again.".formatted(this.slug));
            return 0;
        }
        muteFor(provisioner, time);
        return 0;
    }

    private Duration time() {
        if (this.duration == null || this.duration.isZero()) {
            throw misused("Say for how long, as in --for 2h, or --off");
        }
        return this.duration;
    }

    private void muteFor(SentryProvisioner provisioner, Duration time) throws InterruptedException {
        AtomicBoolean muted = new AtomicBoolean(true);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> unmuteAtLast(provisioner, muted), "fluxion-crons-unmute"));
        mute(provisioner, muted);
        Instant end = now().plus(time);
        report(end);
        ZoneId zone = zone();
        tell("%s is muted in all environments until %s (%s), or until this command is ended (Ctrl-C)."
                .formatted(this.slug, Describing.time(end, zone, zone, context().locale()), zone.getId()));
        err().flush();
        new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        unmute(provisioner, muted);
    }

    /** One call at a time: that which ends a silence would overtake that which begins it, and Sentry stay silent. */
    private synchronized void mute(SentryProvisioner provisioner, AtomicBoolean muted) {
        if (!muted.get()) {
            // Ended before it began.
            return;
        }
        try {
            provisioner.mute(this.slug, true);
        } catch (SentryApiException ex) {
            // Without an answer nobody knows.
            muted.set(ex.status() == 0);
            throw ex;
        }
    }

    /** Of the monitor, if it has one: who sleeps there mutes it. */
    private ZoneId zone() {
        MonitorDefinition definition = context().problems().isEmpty() ? find(this.slug) : null;
        Schedule schedule = definition == null ? null : definition.schedule();
        return schedule == null || schedule.zone() == null ? context().timezone() : schedule.zone();
    }

    private void report(@Nullable Instant mutedUntil) {
        if (isJson()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("slug", this.slug);
            json.put("mutedUntil", mutedUntil);
            printJson(json);
        }
    }

    /** As the process ends; once more, if it failed before. */
    private void unmuteAtLast(SentryProvisioner provisioner, AtomicBoolean muted) {
        try {
            unmute(provisioner, muted);
        } catch (SentryApiException ex) {
            tell(String.valueOf(ex.getMessage()));
            err().flush();
        }
    }

    private synchronized void unmute(SentryProvisioner provisioner, AtomicBoolean muted) {
        if (!muted.get()) {
            return;
        }
        try {
            provisioner.mute(this.slug, false);
            muted.set(false);
            tell("%s is heard again.".formatted(this.slug));
        } catch (SentryApiException ex) {
            tell("%s may still be muted; end that with: crons mute %s --off".formatted(this.slug, this.slug));
            throw ex;
        } finally {
            err().flush();
        }
    }
}
