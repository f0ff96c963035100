package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Events to the microsecond, which is what every store keeps: a state read back is then equal to the one written. */
final class MicrosecondEvents {

    private MicrosecondEvents() {}

    static MonitorEvent of(MonitorEvent event) {
        if (isOne(event)) {
            return event;
        }
        Instant at = event.at().truncatedTo(ChronoUnit.MICROS);
        if (event instanceof MonitorEvent.Opened one) {
            return new MonitorEvent.Opened(one.id(), at, micros(one.elapsed()), one.report());
        }
        if (event instanceof MonitorEvent.Heartbeat one) {
            return new MonitorEvent.Heartbeat(one.id(), at);
        }
        if (event instanceof MonitorEvent.Closed one) {
            return new MonitorEvent.Closed(one.id(), at, one.status(), micros(one.duration()), one.report());
        }
        if (event instanceof MonitorEvent.Skipped one) {
            return new MonitorEvent.Skipped(one.id(), at, one.reason());
        }
        return new MonitorEvent.Tick(at);
    }

    private static boolean isOne(MonitorEvent event) {
        return event.at().getNano() % 1_000 == 0
                && !(event instanceof MonitorEvent.Closed closed && hasNanos(closed.duration()))
                && !(event instanceof MonitorEvent.Opened opened && hasNanos(opened.elapsed()));
    }

    private static boolean hasNanos(@Nullable Duration duration) {
        return duration != null && duration.getNano() % 1_000 != 0;
    }

    private static @Nullable Duration micros(@Nullable Duration duration) {
        return duration == null ? null : duration.truncatedTo(ChronoUnit.MICROS);
    }
}
