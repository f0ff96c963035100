package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A few slots in a row, each computed from the one before. */
final class Slots {

    private Slots() {}

    static List<Instant> after(Recurrence recurrence, Instant start, int count) {
        List<Instant> slots = new ArrayList<>();
        Instant at = recurrence.next(start);
        while (at != null && slots.size() < count) {
            slots.add(at);
            at = recurrence.next(at);
        }
        return slots;
    }

    static List<Instant> before(Recurrence recurrence, Instant end, int count) {
        List<Instant> slots = new ArrayList<>();
        Instant at = recurrence.previous(Instant.EPOCH, end);
        while (at != null && slots.size() < count) {
            slots.add(at);
            at = recurrence.previous(Instant.EPOCH, at);
        }
        return slots;
    }
}
