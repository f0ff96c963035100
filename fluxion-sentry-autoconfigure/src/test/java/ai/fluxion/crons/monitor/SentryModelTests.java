package ai.fluxion.crons.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.SentryCrontab;
import ai.fluxion.crons.schedule.SentryInterval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@link MonitorTransition} makes of random histories what {@link SentryModel} makes of them: whole and half-open runs,
 * heartbeats, ids used again, closes after a timeout, manual check-ins with any duration, ticks left out, and clocks
 * that go back; most of it within a millisecond of a boundary.
 */
class SentryModelTests {

    private static final List<String> CRONTABS = List.of(
            "* * * * *",
            "*/5 * * * *",
            "*/20 */3 * * *",
            "17 * * * *",
            "0,30 1-4 * * *",
            "30 2 * * *",
            "0 2 * * *",
            "*/60 2 * * *",
            "15 1 * * *",
            "0 0 * * *",
            "59 23 * * *",
            "30 1,2,3 * * 0",
            "0 3 * * 1-5",
            "0 6 */2 * *",
            "45 22 1,15 * 3",
            "10 0 */7 * *");

    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Madrid",
            "America/New_York",
            "America/Caracas",
            "America/Santiago",
            "Asia/Kolkata",
            "Africa/Cairo");

    private static final List<Instant> BEGINNINGS = List.of(
            Instant.parse("2026-03-27T20:00:00Z"),
            Instant.parse("2026-10-24T12:00:17Z"),
            Instant.parse("2026-11-22T10:00:00.001Z"),
            Instant.parse("2024-02-28T23:59:59.999Z"));

    private static final Duration LENGTH = Duration.ofDays(30);

    private static final Map<String, MinuteByMinute> SLOTS = new ConcurrentHashMap<>();

    @Test
    void theStateIsWhatAPlainReadingOfTheRulesMakesOfTheSameHistory() {
        compare(0, 150);
    }

    @Test
    @Tag("exhaustive")
    void theStateIsWhatAPlainReadingOfTheRulesMakesOfManyHistories() {
        compare(150, 5_000);
    }

    @Test
    @Tag("endurance")
    void theStateIsWhatAPlainReadingOfTheRulesMakesOfVeryManyHistories() {
        compare(5_000, 100_000);
    }

    private static void compare(long from, long to) {
        int[] seen = new int[CheckInStatus.values().length];
        int incidents = 0;
        for (long seed = from; seed < to; seed++) {
            Play play = Play.random(seed);
            String difference = play.difference(seen);
            if (difference != null) {
                Play smallest = play.shrunk();
                fail("Seed %d: %s%n%s", seed, smallest.difference(null), smallest);
            }
            incidents += play.incidents;
        }
        // It compared something.
        for (CheckInStatus status : CheckInStatus.values()) {
            assertThat(seen[status.ordinal()]).as(status.value()).isGreaterThan((int) (to - from) / 2);
        }
        assertThat(incidents).isGreaterThan((int) (to - from) / 2);
    }

    private static final class Play {

        private final MonitorDefinition monitor;

        private final UnaryOperator<@Nullable Instant> slots;

        private final UnaryOperator<Instant> reading;

        private final String schedule;

        private final boolean skippedIsServed;

        private final Instant begin;

        private final List<MonitorEvent> events;

        int incidents;

        Play(
                MonitorDefinition monitor,
                UnaryOperator<@Nullable Instant> slots,
                UnaryOperator<Instant> reading,
                String schedule,
                boolean skippedIsServed,
                Instant begin,
                List<MonitorEvent> events) {
            this.monitor = monitor;
            this.slots = slots;
            this.reading = reading;
            this.schedule = schedule;
            this.skippedIsServed = skippedIsServed;
            this.begin = begin;
            this.events = events;
        }

        static Play random(long seed) {
            Random random = new Random(seed * 31 + 7);
            Instant begin = pick(random, BEGINNINGS);
            UnaryOperator<@Nullable Instant> slots;
            UnaryOperator<Instant> reading = at -> at;
            Schedule schedule;
            String text;
            if (random.nextInt(3) == 0) {
                int value = 1 + random.nextInt(random.nextBoolean() ? 3 : 45);
                ChronoUnit unit = pick(
                        random, List.of(ChronoUnit.MINUTES, ChronoUnit.MINUTES, ChronoUnit.HOURS, ChronoUnit.DAYS));
                slots = at -> at.atZone(ZoneOffset.UTC).plus(value, unit).toInstant();
                String name = unit.name().toLowerCase(Locale.ROOT);
                schedule = Slots.sentry(SentryInterval.of(value, name.substring(0, name.length() - 1), null));
                text = value + " " + name;
            } else {
                String crontab = pick(random, CRONTABS);
                String zone = pick(random, ZONES);
                ZoneId zoneId = ZoneId.of(zone);
                text = crontab + " " + zone;
                MinuteByMinute minutes = SLOTS.computeIfAbsent(
                        text + begin,
                        key -> new MinuteByMinute(
                                crontab,
                                zoneId,
                                begin.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(9)),
                                LENGTH.plusDays(18)));
                slots = minutes::next;
                reading = minutes::read;
                schedule = Slots.sentry(SentryCrontab.of(crontab, zoneId));
            }
            MonitorSettings settings = Monitors.settings(
                    pick(random, List.of(1L, 1L, 2L, 5L, 30L, 70L)),
                    pick(random, List.of(1L, 2L, 10L, 30L, 180L, 10_080L)),
                    pick(random, List.of(1, 1, 2, 3, 5)),
                    pick(random, List.of(1, 1, 2, 3, 5)));
            MonitorDefinition monitor = Monitors.of(
                    "model",
                    schedule,
                    settings,
                    random.nextBoolean() ? MonitorDefinition.Origin.DECLARED : MonitorDefinition.Origin.DISCOVERED);
            boolean served = random.nextBoolean();
            Play play = new Play(monitor, slots, reading, text, served, begin, new ArrayList<>());
            play.fill(random);
            return play;
        }

        private SentryModel model() {
            return new SentryModel(
                    this.monitor.slug(),
                    this.slots,
                    this.reading,
                    this.monitor.settings(),
                    this.monitor.origin() == MonitorDefinition.Origin.DECLARED,
                    this.skippedIsServed,
                    this.begin);
        }

        /** What comes next depends on what was waited for: the model says. */
        private void fill(Random random) {
            SentryModel model = model();
            Instant now = this.begin;
            Instant end = this.begin.plus(LENGTH.dividedBy(2));
            boolean steady = random.nextInt(3) > 0;
            int count = 20 + random.nextInt(60);
            for (int i = 0; i < count && now.isBefore(end) && !model.lookedFarBack; i++) {
                Instant then = later(random, model, now, steady);
                if (steady || random.nextBoolean()) {
                    ticks(random, model, now, then);
                }
                now = then;
                play(model, event(random, model, now));
            }
            if (model.lookedFarBack) {
                // A state does not keep everything. What failed with more others begun since than it has room for, was
                // the last event.
                this.events.remove(this.events.size() - 1);
            }
        }

        private void play(SentryModel model, MonitorEvent event) {
            if (!model.lookedFarBack) {
                this.events.add(event);
                model.apply(event);
            }
        }

        private void ticks(Random random, SentryModel model, Instant from, Instant to) {
            Instant minute = from.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
            long minutes = Duration.between(minute, to).toMinutes();
            // A process that was paused, or one that ticks.
            long step = minutes > 100 ? 1 + random.nextInt(1 + (int) Math.min(minutes, 2_000)) : 1;
            for (; !minute.isAfter(to); minute = minute.plusSeconds(60 * step)) {
                play(model, new MonitorEvent.Tick(minute.plusMillis(random.nextInt(3))));
            }
        }

        private static Instant later(Random random, SentryModel model, Instant now, boolean steady) {
            Instant target =
                    switch (random.nextInt(8)) {
                        case 0, 1 -> model.next;
                        case 2 -> model.next == null ? null : model.next.plusSeconds(60);
                        case 3 ->
                            model.rows.stream()
                                    .filter(row -> row.status == CheckInStatus.IN_PROGRESS)
                                    .map(row -> row.timeoutAt)
                                    .findFirst()
                                    .orElse(null);
                        case 4 -> now.plusSeconds(random.nextInt(86_400));
                        case 5 -> now;
                        default -> now.plusMillis(random.nextInt(400_000));
                    };
            if (!steady && random.nextInt(10) == 0) {
                return now.minusMillis(random.nextInt(random.nextBoolean() ? 3_000 : 9_000_000));
            }
            Instant near = target == null ? now : target.plusMillis(random.nextInt(3) - 1);
            return near.isBefore(now) ? now : near;
        }

        private static MonitorEvent event(Random random, SentryModel model, Instant now) {
            CheckInStatus outcome = random.nextInt(5) < 2 ? CheckInStatus.ERROR : CheckInStatus.OK;
            Duration duration =
                    switch (random.nextInt(5)) {
                        case 0, 1 -> Duration.ofMillis(random.nextInt(200_000));
                        case 2 -> Duration.ofMinutes(random.nextInt(500));
                        default -> null;
                    };
            return switch (random.nextInt(12)) {
                case 0, 1, 2 -> new MonitorEvent.Opened(fresh(random), now, RunReport.EMPTY);
                case 3 -> new MonitorEvent.Opened(known(random, model), now, duration, RunReport.EMPTY);
                case 4 -> new MonitorEvent.Heartbeat(open(random, model), now);
                case 5, 6, 7 -> new MonitorEvent.Closed(open(random, model), now, outcome, duration, RunReport.EMPTY);
                case 8 -> new MonitorEvent.Closed(known(random, model), now, outcome, duration, RunReport.EMPTY);
                case 9 -> new MonitorEvent.Closed(fresh(random), now, outcome, duration, RunReport.EMPTY);
                case 10 -> new MonitorEvent.Skipped(fresh(random), now, "locked");
                default -> new MonitorEvent.Tick(now);
            };
        }

        private static UUID fresh(Random random) {
            return new UUID(random.nextLong(), random.nextLong());
        }

        /** Any that a client may have sent: one that was missed has an id of its own. */
        private static UUID known(Random random, SentryModel model) {
            List<UUID> ids = model.rows.stream()
                    .filter(row -> row.status != CheckInStatus.MISSED && row.status != CheckInStatus.SKIPPED)
                    .map(row -> row.id)
                    .toList();
            return ids.isEmpty() ? fresh(random) : pick(random, ids);
        }

        private static UUID open(Random random, SentryModel model) {
            List<UUID> ids = model.rows.stream()
                    .filter(row -> row.status == CheckInStatus.IN_PROGRESS)
                    .map(row -> row.id)
                    .toList();
            return ids.isEmpty() ? fresh(random) : pick(random, ids);
        }

        private static <T> T pick(Random random, List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        /** Where the two part, or {@code null}. */
        @Nullable String difference(int @Nullable [] seen) {
            SentryModel model = model();
            History history = new History(this.monitor, this.begin, this.skippedIsServed);
            for (int i = 0; i < this.events.size(); i++) {
                model.apply(this.events.get(i));
                history.apply(this.events.get(i));
                if (!agree(model, history.state())) {
                    return "after event %d:%nexpected %s%nbut was  %s".formatted(i, spoken(model), spoken(history));
                }
            }
            if (seen != null) {
                model.rows.forEach(row -> seen[row.status.ordinal()]++);
                this.incidents =
                        history.effects(MonitorEffect.IncidentOpened.class).size();
            }
            String expected = spoken(model);
            String actual = spoken(history);
            return expected.equals(actual) ? null : "in the end:%nexpected %s%nbut was  %s".formatted(expected, actual);
        }

        private static boolean agree(SentryModel model, MonitorState state) {
            Incident incident = state.incident();
            return model.status.equals(state.status().value())
                    && Objects.equals(model.lastCheckIn, state.lastCheckIn())
                    && Objects.equals(model.next, state.next())
                    && model.neverReportedTold == state.announced()
                    && model.failures == (incident == null ? 0 : incident.failures())
                    && Objects.equals(model.incidentStart, incident == null ? null : incident.startedAt())
                    && Objects.equals(model.incidentFirst, incident == null ? null : incident.firstCheckIn());
        }

        private static String spoken(SentryModel model) {
            return "%s last %s next %s incident %s %s %d told %s %s"
                    .formatted(
                            model.status,
                            model.lastCheckIn,
                            model.next,
                            model.incidentStart,
                            model.incidentFirst,
                            model.failures,
                            model.neverReportedTold,
                            model.rows.stream()
                                    .map(row -> "%n  %s %s %s %s %s %s %s"
                                            .formatted(
                                                    row.id,
                                                    row.status,
                                                    row.added,
                                                    row.finished,
                                                    row.duration,
                                                    row.expected,
                                                    row.status == CheckInStatus.IN_PROGRESS ? row.timeoutAt : null))
                                    .sorted()
                                    .collect(Collectors.joining()));
        }

        private static String spoken(History history) {
            MonitorState state = history.state();
            Incident incident = state.incident();
            return "%s last %s next %s incident %s %s %d told %s %s"
                    .formatted(
                            state.status().value(),
                            state.lastCheckIn(),
                            state.next(),
                            incident == null ? null : incident.startedAt(),
                            incident == null ? null : incident.firstCheckIn(),
                            incident == null ? 0 : incident.failures(),
                            state.announced(),
                            history.checkIns().stream()
                                    .map(one -> {
                                        OpenRun run = state.open(one.id());
                                        return "%n  %s %s %s %s %s %s %s"
                                                .formatted(
                                                        one.id(),
                                                        one.status(),
                                                        one.startedAt(),
                                                        one.finishedAt(),
                                                        run != null ? run.elapsed() : one.duration(),
                                                        one.expectedAt(),
                                                        run != null ? run.timeoutAt() : null);
                                    })
                                    .sorted()
                                    .collect(Collectors.joining()));
        }

        /** The same play without what the difference does not need. */
        Play shrunk() {
            Play smallest = this;
            boolean smaller = true;
            while (smaller) {
                smaller = false;
                for (int i = smallest.events.size() - 1; i >= 0; i--) {
                    List<MonitorEvent> fewer = new ArrayList<>(smallest.events);
                    fewer.remove(i);
                    Play one = new Play(
                            this.monitor,
                            this.slots,
                            this.reading,
                            this.schedule,
                            this.skippedIsServed,
                            this.begin,
                            fewer);
                    if (one.difference(null) != null) {
                        smallest = one;
                        smaller = true;
                    }
                }
            }
            return smallest;
        }

        @Override
        public String toString() {
            return "%s %s %s skipped is served: %s, from %s%n%s"
                    .formatted(
                            this.schedule,
                            this.monitor.settings(),
                            this.monitor.origin(),
                            this.skippedIsServed,
                            this.begin,
                            this.events.stream().map(Object::toString).collect(Collectors.joining("\n")));
        }
    }
}
