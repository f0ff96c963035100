package ai.fluxion.crons.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Random things that happen to a monitor, as a process would see them: a tick in each minute, runs that overlap, end
 * well, badly, late or never, beat, and pauses of the process in between. Milliseconds, so that boundaries are met.
 */
public final class Histories {

    private Histories() {}

    /** Events in the order of time, the same ones for a seed. */
    public static List<MonitorEvent> random(long seed, Instant from, int minutes) {
        Random random = new Random(seed);
        List<MonitorEvent> events = new ArrayList<>();
        List<UUID> open = new ArrayList<>();
        List<UUID> ended = new ArrayList<>();
        for (int minute = 0; minute < minutes; minute++) {
            Instant at = from.plus(Duration.ofMinutes(minute));
            events.add(new MonitorEvent.Tick(at));
            if (random.nextInt(60) == 0) {
                minute += random.nextInt(200);
            }
            while (random.nextInt(4) == 0) {
                at = at.plusMillis(random.nextInt(3) == 0 ? 0 : random.nextInt(9_000));
                events.add(event(random, at, open, ended));
            }
        }
        return events;
    }

    private static MonitorEvent event(Random random, Instant at, List<UUID> open, List<UUID> ended) {
        CheckInStatus outcome = random.nextInt(3) == 0 ? CheckInStatus.ERROR : CheckInStatus.OK;
        Duration duration = random.nextBoolean() ? null : Duration.ofMillis(random.nextInt(100_000));
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                UUID id = new UUID(random.nextLong(), random.nextLong());
                open.add(id);
                return new MonitorEvent.Opened(id, at, RunReport.EMPTY);
            }
            case 2, 3 -> {
                UUID id = open.isEmpty()
                        ? new UUID(random.nextLong(), random.nextLong())
                        : open.remove(random.nextInt(open.size()));
                ended.add(id);
                return new MonitorEvent.Closed(id, at, outcome, duration, RunReport.EMPTY);
            }
            case 4 -> {
                if (!open.isEmpty()) {
                    return new MonitorEvent.Heartbeat(open.get(random.nextInt(open.size())), at);
                }
                return new MonitorEvent.Closed(
                        new UUID(random.nextLong(), random.nextLong()), at, outcome, duration, RunReport.EMPTY);
            }
            default -> {
                if (!ended.isEmpty() && random.nextBoolean()) {
                    return new MonitorEvent.Closed(
                            ended.get(random.nextInt(ended.size())), at, outcome, duration, RunReport.EMPTY);
                }
                return new MonitorEvent.Skipped(new UUID(random.nextLong(), random.nextLong()), at, "locked");
            }
        }
    }
}
