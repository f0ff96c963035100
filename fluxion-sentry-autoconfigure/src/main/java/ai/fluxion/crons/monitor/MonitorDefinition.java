package ai.fluxion.crons.monitor;

import ai.fluxion.crons.schedule.Recurrence;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of a monitor before any run of it.
 *
 * @param slug what Sentry sees, the slug; unique in an application
 * @param name what users write; a keyed monitor has the name of its family
 * @param key the key within a family ({@code tienda_01}), or {@code null}
 * @param description for people, or {@code null}
 * @param job the method that it watches, {@code com.x.Ventas.historico}, or {@code null}
 * @param schedule when it is due; {@code null} if that is unknown: it is never missed then
 * @param sentry what Sentry is told of the schedule; {@code null} exactly if the schedule is
 * @param settings margin, maximum runtime, thresholds, owner
 * @param origin who said that there is such a monitor
 * @param enabled off: its runs are neither evaluated nor sent
 * @param sent whether its check-ins go to Sentry; otherwise it is local only
 * @since 0.1.0
 */
public record MonitorDefinition(
        String slug,
        String name,
        @Nullable String key,
        @Nullable String description,
        @Nullable String job,
        @Nullable Schedule schedule,
        @Nullable SentryTranslation sentry,
        MonitorSettings settings,
        Origin origin,
        boolean enabled,
        boolean sent) {

    private static final Duration ENOUGH_MARGIN = Duration.ofMinutes(2);

    /** Who said that there is such a monitor. */
    public enum Origin {
        /** An annotation or a property of ours, or a configured key: it is expected to report. */
        DECLARED,
        /** A job that this process schedules. */
        DISCOVERED,
        /** A check-in or a key that came at run time. */
        AD_HOC
    }

    /**
     * The slots that its state is computed from: Sentry's own where Sentry is told exactly, so that both agree, else the
     * schedule's; {@code null} without a schedule.
     */
    public @Nullable Recurrence recurrence() {
        if (this.sentry != null && this.sentry.exact() && this.sentry.schedule() != null) {
            return this.sentry.schedule();
        }
        return this.schedule;
    }

    /**
     * Whether a person should read the note on what Sentry is told, or on why it can be told nothing. That the seconds are
     * lost matters only to a margin of less than two minutes; what it would be told, not to a monitor that is local only.
     */
    public boolean isNoteworthy() {
        return this.sentry != null
                && this.sentry.note() != null
                && (this.sent || this.sentry.schedule() == null)
                && !(this.sentry.exact() && this.settings.checkinMargin().compareTo(ENOUGH_MARGIN) >= 0);
    }

    /** What rides on a check-in to create or update the monitor in Sentry; {@code null} if nothing may. */
    public @Nullable MonitorConfig config() {
        if (!this.sent || this.sentry == null || this.sentry.schedule() == null) {
            return null;
        }
        return MonitorConfig.of(this.sentry.schedule(), this.settings);
    }

    /** The same for a key, or without one. */
    public MonitorDefinition withKey(@Nullable String newKey, String newSlug, Origin newOrigin) {
        return new MonitorDefinition(
                newSlug,
                this.name,
                newKey,
                this.description,
                this.job,
                this.schedule,
                this.sentry,
                this.settings,
                newOrigin,
                this.enabled,
                this.sent);
    }

    /** The same with another slug. */
    public MonitorDefinition withSlug(String newSlug) {
        return new MonitorDefinition(
                newSlug,
                this.name,
                this.key,
                this.description,
                this.job,
                this.schedule,
                this.sentry,
                this.settings,
                this.origin,
                this.enabled,
                this.sent);
    }

    /** The same, on or off. */
    public MonitorDefinition withEnabled(boolean newEnabled) {
        return new MonitorDefinition(
                this.slug,
                this.name,
                this.key,
                this.description,
                this.job,
                this.schedule,
                this.sentry,
                this.settings,
                this.origin,
                newEnabled,
                this.sent);
    }

    /** The same, sent to Sentry or local only. */
    public MonitorDefinition withSent(boolean newSent) {
        return new MonitorDefinition(
                this.slug,
                this.name,
                this.key,
                this.description,
                this.job,
                this.schedule,
                this.sentry,
                this.settings,
                this.origin,
                this.enabled,
                newSent);
    }
}
