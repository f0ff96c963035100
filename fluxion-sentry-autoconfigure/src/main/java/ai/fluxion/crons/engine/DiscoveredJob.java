package ai.fluxion.crons.engine;

import ai.fluxion.crons.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * Something that runs in this process and may be a monitor.
 *
 * @param job what runs: {@code package.Class.method}
 * @param bean the bean's name, or {@code null}; with {@code job} it tells colliding jobs apart
 * @param suffix tells several monitors of one job apart ({@code 2}), or {@code null}
 * @param schedule when this process schedules it; {@code null} if it does not, or if that cannot be told
 * @param note why {@code schedule} is {@code null} although the job is scheduled (it runs once, its zone is unknown), for
 *     the log at start; {@code null} otherwise
 * @param scheduled whether this process schedules it; otherwise it is a method that somebody calls
 * @param declaration what its annotation says, or {@code null}
 * @since 0.1.0
 */
public record DiscoveredJob(
        String job,
        @Nullable String bean,
        @Nullable String suffix,
        @Nullable Schedule schedule,
        @Nullable String note,
        boolean scheduled,
        @Nullable MonitorDeclaration declaration) {}
