package ai.fluxion.crons.schedule;

import org.jspecify.annotations.Nullable;

/**
 * A schedule in the words of another system, or why that system cannot have it. Exactly one of the two is there.
 *
 * @param text the schedule, which fires on the very same days and times; {@code null} if it is refused
 * @param refusal why there is none and what can be done; {@code null} if there is one
 * @since 0.1.0
 */
public record WrittenSchedule(@Nullable String text, @Nullable String refusal) {

    static WrittenSchedule of(String text) {
        return new WrittenSchedule(text, null);
    }

    static WrittenSchedule refused(String refusal) {
        return new WrittenSchedule(null, refusal);
    }

    /** Whether the schedule could be written. */
    public boolean isWritten() {
        return this.text != null;
    }
}
