package ai.fluxion.crons.export;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorSlug;
import ai.fluxion.crons.schedule.InvalidScheduleException;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares the schedules of infrastructure with those of the monitors: not their texts but when they run.
 *
 * @since 0.1.0
 */
public final class DriftDetector {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    private static final int DISTANCES = 100;

    /** With a leap year in any case. */
    private static final Duration YEARS = Duration.ofDays(4 * 366);

    private static final Duration PART_OF_A_DAY = Duration.ofHours(6);

    private final Collection<MonitorDefinition> definitions;

    private final Instant now;

    private final List<Drift> drifts = new ArrayList<>();

    private int compared;

    private DriftDetector(Collection<MonitorDefinition> definitions, Instant now) {
        this.definitions = definitions;
        this.now = now;
    }

    /**
     * Compares a file.
     *
     * @param name the file's name; {@code .tf} is Terraform, anything else JSON of EventBridge or YAML of Kubernetes
     * @param text what it says
     * @param definitions the application's monitors
     * @param now from when on runs are compared
     * @throws IllegalArgumentException if the file cannot be read
     */
    public static Result detect(String name, String text, Collection<MonitorDefinition> definitions, Instant now) {
        DriftDetector detector = new DriftDetector(definitions, now);
        InfrastructureFile.read(name, text).forEach(detector::compare);
        return new Result(detector.compared, List.copyOf(detector.drifts));
    }

    private void compare(ScheduledElsewhere elsewhere) {
        this.compared++;
        MonitorDefinition definition = find(elsewhere);
        if (definition == null) {
            drift(elsewhere.name(), "unknown", elsewhere.expression(), "-", "no monitor has this name");
            return;
        }
        Schedule here = definition.schedule();
        if (here == null) {
            drift(definition.slug(), "schedule", elsewhere.expression(), "-", "the monitor has no schedule");
        } else {
            schedules(definition, here, elsewhere);
        }
        runtime(definition, elsewhere);
        if (elsewhere.disabled() != !definition.enabled()) {
            drift(
                    definition.slug(),
                    "disabled",
                    elsewhere.disabled() ? "switched off" : "switched on",
                    definition.enabled() ? "enabled" : "disabled",
                    elsewhere.disabled()
                            ? "nothing starts it, and the monitor reports it as missed"
                            : "it runs, and nothing watches it");
        }
    }

    private @Nullable MonitorDefinition find(ScheduledElsewhere elsewhere) {
        String wanted = Objects.requireNonNullElse(elsewhere.monitor(), elsewhere.name());
        String identity = MonitorSlug.identity(wanted);
        return this.definitions.stream()
                .filter(definition -> definition.slug().equals(identity)
                        || MonitorSlug.identity(definition.name()).equals(identity))
                .findFirst()
                .orElse(null);
    }

    private void schedules(MonitorDefinition definition, Schedule here, ScheduledElsewhere elsewhere) {
        if (elsewhere.eventBridge() && elsewhere.expression().startsWith("at(")) {
            drift(definition.slug(), "schedule", elsewhere.expression(), here.text(), "it runs once and never again");
            return;
        }
        ZoneId zone;
        Schedule there;
        try {
            zone = elsewhere.zone() == null ? ZoneOffset.UTC : ZoneId.of(elsewhere.zone());
            there = elsewhere.eventBridge()
                    ? Schedules.eventBridge(elsewhere.expression(), zone)
                    : KubernetesCrontab.read(elsewhere.expression(), zone);
        } catch (InvalidScheduleException | DateTimeException ex) {
            drift(definition.slug(), "schedule", elsewhere.expression(), here.text(), String.valueOf(ex.getMessage()));
            return;
        }
        Instant apart = apart(here, there);
        if (apart != null) {
            explain(definition, here, elsewhere, zone, there, apart);
        }
    }

    /**
     * When they first have another next slot; {@code null} if never. An interval has no slots of its own: any schedule with
     * the same distance between all its runs is the same.
     */
    private @Nullable Instant apart(Schedule here, Schedule there) {
        if (here.zone() != null || there.zone() == null) {
            Instant slot = ExternalExpression.firstDifference(here, there, this.now);
            return slot != null ? slot.minusMillis(1) : apartLater(here, there);
        }
        Instant next = here.next(this.now);
        Instant slot = there.next(this.now);
        for (int i = 0; i < DISTANCES && slot != null && next != null; i++) {
            Instant following = there.next(slot);
            if (following == null || !Duration.between(slot, following).equals(Duration.between(this.now, next))) {
                return this.now;
            }
            slot = following;
        }
        return slot == null || next == null ? this.now : null;
    }

    /**
     * Looks for a day on which only one of them runs, though it be years off: what runs often cannot be compared slot by slot
     * for so long. The hours and minutes of a schedule are those of any of its days, and were compared.
     */
    private @Nullable Instant apartLater(Schedule here, Schedule there) {
        Instant end = this.now.plus(YEARS);
        for (Instant from = this.now; from.isBefore(end); from = from.plus(PART_OF_A_DAY)) {
            if (!Objects.equals(minute(here.next(from)), minute(there.next(from)))) {
                return from;
            }
        }
        return null;
    }

    private static @Nullable Instant minute(@Nullable Instant slot) {
        return slot == null ? null : slot.truncatedTo(ChronoUnit.MINUTES);
    }

    private void explain(
            MonitorDefinition definition,
            Schedule here,
            ScheduledElsewhere elsewhere,
            ZoneId zone,
            Schedule there,
            Instant apart) {
        ZoneId ownZone = Objects.requireNonNullElse(here.zone(), ZoneOffset.UTC);
        boolean next = Objects.equals(there.next(this.now), there.next(apart));
        String runs = (next
                        ? "it next runs at %s, the monitor expects %s (both in %s)"
                        : "one day it runs at %s, and the monitor expects %s (both in %s)")
                .formatted(at(there, apart, ownZone), at(here, apart, ownZone), name(ownZone));
        String explanation = elsewhere.zone() == null ? elsewhere.zoneRule() + "; " + runs : runs;
        Schedule inOwnZone = elsewhere.eventBridge()
                ? Schedules.eventBridge(elsewhere.expression(), ownZone)
                : KubernetesCrontab.read(elsewhere.expression(), ownZone);
        boolean onlyZone = here.zone() != null && !zone.equals(ownZone) && apart(here, inOwnZone) == null;
        if (onlyZone) {
            drift(
                    definition.slug(),
                    "timezone",
                    elsewhere.zone() == null
                            ? "%s UTC (none given)".formatted(elsewhere.expression())
                            : elsewhere.expression() + " " + name(zone),
                    here.text() + " " + name(ownZone),
                    explanation);
        } else {
            drift(
                    definition.slug(),
                    "schedule",
                    elsewhere.expression() + " " + name(zone),
                    here.text() + (here.zone() == null ? "" : " " + name(ownZone)),
                    explanation);
        }
    }

    private static String name(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    private static String at(Schedule schedule, Instant after, ZoneId zone) {
        Instant next = schedule.next(after);
        return next == null ? "never" : TIME.format(next.atZone(zone));
    }

    private void runtime(MonitorDefinition definition, ScheduledElsewhere elsewhere) {
        Duration there = elsewhere.maxRuntime();
        Duration here = definition.settings().maxRuntime();
        if (there != null && !there.equals(here)) {
            drift(
                    definition.slug(),
                    "max-runtime",
                    there.toString(),
                    here.toString(),
                    there.compareTo(here) < 0
                            ? "the platform ends a run that the monitor would still wait for"
                            : "the monitor times out while the platform lets the run go on");
        }
    }

    private void drift(String monitor, String aspect, String elsewhere, String here, String explanation) {
        this.drifts.add(new Drift(monitor, aspect, elsewhere, here, explanation));
    }

    /**
     * What a comparison found.
     *
     * @param compared how many schedules the file has
     * @param drifts in what they differ; empty if they do not
     */
    public record Result(int compared, List<Drift> drifts) {}
}
