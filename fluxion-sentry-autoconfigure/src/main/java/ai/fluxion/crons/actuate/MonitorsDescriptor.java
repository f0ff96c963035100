package ai.fluxion.crons.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * All monitors, a page of them.
 *
 * @param environment the environment of the check-ins
 * @param summary how many are how
 * @param delivery what became of the check-ins
 * @param page which page this is
 * @param monitors the page
 * @since 0.1.0
 */
public record MonitorsDescriptor(
        String environment,
        SummaryDescriptor summary,
        DeliveryDescriptor delivery,
        PageDescriptor page,
        List<MonitorDescriptor> monitors)
        implements OperationResponseBody {

    /** How many monitors are how; {@code running} counts those with a run that has not ended. */
    public record SummaryDescriptor(
            int total, int ok, int error, int active, int disabled, int running, int incidents) {}

    /** What became of the check-ins, and where they go. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record DeliveryDescriptor(
            String sentry,
            long made,
            long delivered,
            long superseded,
            long thinned,
            long expired,
            long failed,
            long dropped,
            long pending,
            @Nullable Instant lastSuccess) {}

    /** A page, from 0; {@code total} counts the monitors that the filter left. */
    public record PageDescriptor(int number, int size, int total) {}
}
