package ai.fluxion.crons.monitor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sentry's rules of a monitor once more, as plainly as they are written: every check-in is kept, everything is asked of
 * all of them, and nothing is remembered that can be asked. Slow, and shares no code with {@link MonitorTransition}.
 */
final class SentryModel {

    static final class Row {

        final UUID id;

        final Instant added;

        final @Nullable Instant expected;

        CheckInStatus status;

        @Nullable Instant timeoutAt;

        @Nullable Instant finished;

        @Nullable Duration duration;

        Row(UUID id, CheckInStatus status, Instant added, @Nullable Instant expected) {
            this.id = id;
            this.status = status;
            this.added = added;
            this.expected = expected;
        }

        boolean decides() {
            return this.status == CheckInStatus.OK || this.status == CheckInStatus.ERROR;
        }
    }

    private final String slug;

    private final UnaryOperator<@Nullable Instant> slots;

    private final UnaryOperator<Instant> reading;

    private final MonitorSettings settings;

    private final boolean skippedIsServed;

    final List<Row> rows = new ArrayList<>();

    String status = "active";

    @Nullable Instant lastCheckIn;

    @Nullable Instant next;

    @Nullable Instant incidentStart;

    @Nullable UUID incidentFirst;

    int failures;

    boolean neverReportedTold;

    /** Whether a threshold above 1 looked at what was there before something that failed much too late. */
    boolean lookedFarBack;

    /**
     * @param slots the slot strictly after an instant, or {@code null}
     * @param reading an instant as that which finds slots reads it
     */
    SentryModel(
            String slug,
            UnaryOperator<@Nullable Instant> slots,
            UnaryOperator<Instant> reading,
            MonitorSettings settings,
            boolean declared,
            boolean skippedIsServed,
            Instant begin) {
        this.slug = slug;
        this.slots = slots;
        this.reading = reading;
        this.settings = settings;
        this.skippedIsServed = skippedIsServed;
        if (declared) {
            this.next = slotAfter(begin);
        }
    }

    void apply(MonitorEvent event) {
        if (event instanceof MonitorEvent.Opened one) {
            inProgress(one.id(), one.at(), one.elapsed());
        } else if (event instanceof MonitorEvent.Heartbeat one) {
            Row row = row(one.id());
            if (row != null && row.status == CheckInStatus.IN_PROGRESS) {
                heartbeat(row, one.at());
            }
        } else if (event instanceof MonitorEvent.Closed one) {
            close(one.id(), one.at(), one.status(), one.duration());
        } else if (event instanceof MonitorEvent.Skipped one) {
            skipped(one.id(), one.at());
        } else {
            tick(event.at().truncatedTo(ChronoUnit.MINUTES));
        }
    }

    private void inProgress(UUID id, Instant at, @Nullable Duration elapsed) {
        Row row = row(id);
        if (row == null) {
            row = new Row(id, CheckInStatus.IN_PROGRESS, elapsed == null ? at : at.minus(elapsed), this.next);
            row.duration = elapsed;
            row.timeoutAt = timeout(row.added);
            this.rows.add(row);
            received(row, at);
        } else if (!row.decides()) {
            if (row.status == CheckInStatus.TIMEOUT) {
                row.status = CheckInStatus.IN_PROGRESS;
                row.finished = null;
            }
            heartbeat(row, at);
        }
    }

    private void heartbeat(Row row, Instant at) {
        Instant latest = minute(row.added).plus(Duration.ofMinutes(10_080));
        row.timeoutAt = timeout(at).isBefore(latest) ? timeout(at) : latest;
        if (row.duration == null) {
            row.duration = Duration.between(row.added, at).abs();
        }
        received(row, at);
    }

    private void close(UUID id, Instant at, CheckInStatus status, @Nullable Duration duration) {
        Row row = row(id);
        if (row != null && row.decides()) {
            return;
        }
        boolean tooLate = row != null && row.status == CheckInStatus.TIMEOUT;
        if (row == null) {
            row = new Row(id, status, duration == null ? at : at.minus(duration), this.next);
            row.duration = duration;
            this.rows.add(row);
        } else if (duration != null) {
            row.duration = duration;
        } else if (row.duration == null) {
            row.duration = Duration.between(row.added, at).abs();
        }
        row.finished = at;
        if (tooLate) {
            received(row, at);
            return;
        }
        row.status = status;
        if (status == CheckInStatus.OK) {
            received(row, at);
            resolve();
        } else if (!decidedAfter(row)) {
            received(row, at);
            fail(row);
        }
    }

    private void skipped(UUID id, Instant at) {
        Row row = new Row(id, CheckInStatus.SKIPPED, at, this.next);
        row.finished = at;
        this.rows.add(row);
        // Schedulers may be a second early.
        if (this.skippedIsServed && this.next != null && !this.next.isAfter(at.plusSeconds(1))) {
            this.next = slotAfter(at.plusSeconds(1));
        }
    }

    private void tick(Instant minute) {
        if (this.next != null && !this.next.plus(this.settings.checkinMargin()).isAfter(minute)) {
            // After a clock went back a slot may be missed again, and is still one.
            UUID id = idOf(this.next);
            this.rows.removeIf(row -> row.id.equals(id));
            Row missed = new Row(id, CheckInStatus.MISSED, this.next, this.next);
            missed.finished = minute;
            this.rows.add(missed);
            Instant last = this.next;
            Instant now = this.reading.apply(minute);
            for (Instant slot = slotAfter(last); slot != null && slot.isBefore(now); slot = slotAfter(slot)) {
                last = slot;
            }
            this.next = slotAfter(last);
            fail(missed);
            this.neverReportedTold |= this.lastCheckIn == null;
        }
        List<Row> late = this.rows.stream()
                .filter(row -> row.status == CheckInStatus.IN_PROGRESS)
                .filter(row -> !Objects.requireNonNull(row.timeoutAt).isAfter(minute))
                .sorted(Comparator.comparing(row -> row.added))
                .toList();
        for (Row row : late) {
            row.status = CheckInStatus.TIMEOUT;
            row.finished = minute;
            row.duration = null;
            if (!decidedAfter(row)) {
                fail(row);
            }
        }
    }

    private void received(Row row, Instant at) {
        if (this.lastCheckIn == null || !this.lastCheckIn.isAfter(at)) {
            this.lastCheckIn = row.added;
            this.next = slotAfter(at);
        }
    }

    private boolean decidedAfter(Row row) {
        return this.rows.stream().anyMatch(other -> other != row && other.decides() && other.added.isAfter(row.added));
    }

    private void fail(Row failed) {
        if (this.status.equals("error")) {
            this.failures++;
            return;
        }
        List<Row> window = newestFirst()
                .filter(row -> !row.added.isAfter(failed.added))
                .limit(this.settings.failureIssueThreshold())
                .toList();
        this.lookedFarBack |= this.settings.failureIssueThreshold() > 1
                && newestFirst().filter(row -> row.added.isAfter(failed.added)).count() > CheckInWindow.LATE;
        if (this.settings.failureIssueThreshold() == 1) {
            window = List.of(failed);
        }
        if (window.stream().noneMatch(row -> row.status == CheckInStatus.OK)) {
            Row first = window.get(window.size() - 1);
            this.status = "error";
            this.incidentStart = first.added;
            this.incidentFirst = first.id;
            // It is one of them, also where the window is full of runs that began with it.
            this.failures = 1
                    + (int) window.stream()
                            .filter(row -> row != failed && row.status != CheckInStatus.IN_PROGRESS)
                            .count();
        }
    }

    private void resolve() {
        boolean recovered = this.settings.recoveryThreshold() == 1
                || newestFirst()
                        .limit(this.settings.recoveryThreshold())
                        .allMatch(row -> row.status == CheckInStatus.OK);
        if (recovered) {
            this.status = "ok";
            this.incidentStart = null;
            this.incidentFirst = null;
            this.failures = 0;
        }
    }

    /** Of two that began at once, the one that came later is the newer. */
    private Stream<Row> newestFirst() {
        List<Row> sorted = new ArrayList<>(this.rows);
        sorted.removeIf(row -> row.status == CheckInStatus.SKIPPED);
        sorted.sort(Comparator.comparing(row -> row.added));
        List<Row> reversed = new ArrayList<>();
        sorted.forEach(row -> reversed.add(0, row));
        return reversed.stream();
    }

    private @Nullable Row row(UUID id) {
        return this.rows.stream().filter(row -> row.id.equals(id)).findFirst().orElse(null);
    }

    private @Nullable Instant slotAfter(Instant at) {
        Instant slot = this.slots.apply(this.reading.apply(at));
        return slot == null ? null : minute(slot);
    }

    private Instant timeout(Instant from) {
        return minute(from).plus(this.settings.maxRuntime());
    }

    private static Instant minute(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES);
    }

    private UUID idOf(Instant slot) {
        return UUID.nameUUIDFromBytes((this.slug + '@' + slot.getEpochSecond()).getBytes(StandardCharsets.UTF_8));
    }
}
