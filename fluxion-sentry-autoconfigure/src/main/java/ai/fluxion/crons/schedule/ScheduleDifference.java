package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.util.List;

/**
 * Two schedules that are not the same, told by what they do next.
 *
 * @param declared the next runs of the one that was declared
 * @param actual the next runs of the one that the scheduler has
 * @since 0.1.0
 */
public record ScheduleDifference(List<Instant> declared, List<Instant> actual) {}
