package ai.fluxion.crons.engine;

import ai.fluxion.crons.engine.MonitorConfigurationException.Problem;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.monitor.MonitorSettings.SettingsException;
import ai.fluxion.crons.schedule.Dialect;
import ai.fluxion.crons.schedule.InvalidScheduleException;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads declarations into values, and collects what is wrong with them instead of stopping at the first. */
final class DeclarationReader {

    private final List<Problem> problems = new ArrayList<>();

    List<Problem> problems() {
        return this.problems;
    }

    void forgetProblems() {
        this.problems.clear();
    }

    void problem(String where, @Nullable String value, String reason, String remedy) {
        Problem problem = new Problem(where, value, reason, remedy);
        if (!this.problems.contains(problem)) {
            this.problems.add(problem);
        }
    }

    void duplicate(String slug, String first, String second) {
        problem(
                second,
                null,
                "its slug '%s' is declared twice, also by %s".formatted(slug, first),
                "Give each monitor a name of its own; names that differ only in case, blank, '_' or '-' are one.");
    }

    MonitorSettings settings(Declarations declared, MonitorSettings defaults) {
        MonitorSettings settings = defaults;
        settings = apply(
                declared,
                "checkin-margin",
                MonitorDeclaration::checkinMargin,
                settings,
                (base, value) -> new MonitorSettings(
                        value,
                        base.maxRuntime(),
                        base.failureIssueThreshold(),
                        base.recoveryThreshold(),
                        base.owner()));
        settings = apply(
                declared,
                "max-runtime",
                MonitorDeclaration::maxRuntime,
                settings,
                (base, value) -> new MonitorSettings(
                        base.checkinMargin(),
                        value,
                        base.failureIssueThreshold(),
                        base.recoveryThreshold(),
                        base.owner()));
        settings = apply(
                declared,
                "failure-issue-threshold",
                MonitorDeclaration::failureIssueThreshold,
                settings,
                (base, value) -> new MonitorSettings(
                        base.checkinMargin(), base.maxRuntime(), value, base.recoveryThreshold(), base.owner()));
        settings = apply(
                declared,
                "recovery-threshold",
                MonitorDeclaration::recoveryThreshold,
                settings,
                (base, value) -> new MonitorSettings(
                        base.checkinMargin(), base.maxRuntime(), base.failureIssueThreshold(), value, base.owner()));
        return apply(
                declared,
                "owner",
                MonitorDeclaration::owner,
                settings,
                (base, value) -> new MonitorSettings(
                        base.checkinMargin(),
                        base.maxRuntime(),
                        base.failureIssueThreshold(),
                        base.recoveryThreshold(),
                        value));
    }

    private <T> MonitorSettings apply(
            Declarations declared,
            String setting,
            Function<MonitorDeclaration, @Nullable T> part,
            MonitorSettings base,
            BiFunction<MonitorSettings, T, MonitorSettings> change) {
        MonitorDeclaration layer = declared.saying(part);
        T value = layer != null ? part.apply(layer) : null;
        if (layer == null || value == null) {
            return base;
        }
        try {
            return change.apply(base, value);
        } catch (SettingsException ex) {
            problem(layer.where(setting), String.valueOf(value), ex.reason(), "Write a value that Sentry accepts.");
            return base;
        }
    }

    /** The declared zone; {@code null} if none was, or if there is no such zone. */
    @Nullable ZoneId zone(Declarations declared) {
        MonitorDeclaration layer = declared.saying(MonitorDeclaration::timezone);
        String text = layer != null ? layer.timezone() : null;
        if (layer == null || text == null) {
            return null;
        }
        try {
            return ZoneId.of(text);
        } catch (DateTimeException ex) {
            problem(
                    layer.where("timezone"),
                    text,
                    "there is no such time zone",
                    "Write a name of the tz database, as in America/Caracas.");
            return null;
        }
    }

    /**
     * The declared schedule; {@code null} if none was, or if it cannot be read.
     *
     * @param dialect the job's own dialect, in which a text is tried first; {@code null} without a job
     */
    @Nullable Schedule schedule(Declarations declared, ZoneId zone, @Nullable Dialect dialect) {
        MonitorDeclaration layer = declared.saying(MonitorDeclaration::schedule);
        String text = layer != null ? layer.schedule() : null;
        if (layer == null || text == null) {
            return null;
        }
        Schedule own = dialect != null ? schedule(dialect, text, zone) : null;
        if (own != null) {
            return own;
        }
        try {
            return Schedules.parse(text, zone);
        } catch (InvalidScheduleException ex) {
            problem(
                    layer.where("schedule"),
                    text,
                    "%s (at position %d)".formatted(ex.problem(), ex.position()),
                    ex.remedy());
            return null;
        }
    }

    private static @Nullable Schedule schedule(Dialect dialect, String text, ZoneId zone) {
        try {
            return Schedules.parse(dialect.value() + ":" + text, zone);
        } catch (InvalidScheduleException ex) {
            return null;
        }
    }
}
