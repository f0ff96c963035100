package ai.fluxion.crons.export;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as a file of infrastructure has it.
 *
 * @param name the schedule's name there
 * @param monitor the monitor that it says it runs, or {@code null} if it does not say so
 * @param expression the schedule
 * @param eventBridge whether the expression is EventBridge's, otherwise a crontab
 * @param zone the zone's name; {@code null} where none is given
 * @param zoneRule what that means there, for people
 * @param disabled whether it is switched off there
 * @param maxRuntime when the platform ends a run; {@code null} where it does not
 */
record ScheduledElsewhere(
        String name,
        @Nullable String monitor,
        String expression,
        boolean eventBridge,
        @Nullable String zone,
        String zoneRule,
        boolean disabled,
        @Nullable Duration maxRuntime) {

    static final String RULE_IS_UTC = "a rule of EventBridge has no time zone: its expression is UTC";

    static final String SCHEDULER_DEFAULT = "without a time zone, EventBridge Scheduler reads it as UTC";

    static final String KUBERNETES_DEFAULT =
            "without timeZone it is read in the zone of the kube-controller-manager, mostly UTC";
}
