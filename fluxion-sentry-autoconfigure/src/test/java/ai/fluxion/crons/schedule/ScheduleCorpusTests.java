package ai.fluxion.crons.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.quartz.CronExpression;

/** Texts that people wrote, and texts that nobody would: each is read, or refused by the one exception. */
class ScheduleCorpusTests {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^:}]*:([^}]*)}");

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TestFactory
    Stream<DynamicTest> scheduledAnnotations() {
        return SharedData.rows("scheduled-corpus.jsonl").stream()
                .map(row -> dynamicTest(row.get("raw").asText(), () -> scheduled(row)));
    }

    private static void scheduled(JsonNode row) {
        TimeUnit unit = TimeUnit.valueOf(row.path("timeUnit").asText("MILLISECONDS"));
        text(row, "cron").forEach(cron -> {
            ZoneId zone = ZoneId.of(row.path("zone").asText("UTC").replaceAll("\\$\\{.*", "UTC"));
            boolean valid =
                    cron.equals("-") || org.springframework.scheduling.support.CronExpression.isValidExpression(cron);
            readOrRefused(() -> Schedules.spring(cron, zone), valid);
        });
        for (String field : new String[] {"fixedRateString", "fixedDelayString", "fixedRate", "fixedDelay"}) {
            text(row, field).forEach(period -> {
                boolean valid = period.matches("\\d+[a-z]*|PT\\d+[HMS]");
                readOrRefused(() -> Schedules.fixedRate(period, unit), valid);
                readOrRefused(() -> Schedules.fixedDelay(period, unit), valid);
            });
        }
    }

    /** The text of a field with its placeholders' defaults, if they all have one. */
    private static Stream<String> text(JsonNode row, String field) {
        if (!row.has(field)) {
            return Stream.empty();
        }
        Matcher matcher = PLACEHOLDER.matcher(row.get(field).asText());
        String text = matcher.replaceAll("$1");
        return text.contains("${") || text.contains("#{") ? Stream.empty() : Stream.of(text);
    }

    @TestFactory
    Stream<DynamicTest> quartzExpressions() {
        return SharedData.rows("quartz-corpus.jsonl").stream()
                .map(row -> row.get("expr").asText())
                .map(text -> dynamicTest(text, () -> {
                    boolean valid = quartz(text) != null;
                    readOrRefused(() -> Schedules.quartz(text, ZoneOffset.UTC), valid);
                    if (valid) {
                        assertThat(Slots.after(Schedules.quartz(text, ZoneOffset.UTC), START, 1))
                                .isEqualTo(Slots.after(ScheduleCorpusTests.slots(text), START, 1));
                    }
                    readOrRefused(
                            () -> Schedules.spring(text, ZoneOffset.UTC),
                            org.springframework.scheduling.support.CronExpression.isValidExpression(text));
                    refusedOnlyByTheOneException(() -> Schedules.parse(text, ZoneOffset.UTC));
                }));
    }

    private static Recurrence slots(String text) {
        CronExpression quartz = quartz(text);
        return new Recurrence() {
            @Override
            public @Nullable Instant next(Instant reference) {
                java.util.Date next =
                        quartz == null ? null : quartz.getNextValidTimeAfter(java.util.Date.from(reference));
                return next == null ? null : next.toInstant();
            }

            @Override
            public @Nullable Instant previous(Instant anchor, Instant before) {
                return null;
            }
        };
    }

    private static @Nullable CronExpression quartz(String text) {
        try {
            CronExpression expression = new CronExpression(text);
            expression.setTimeZone(java.util.TimeZone.getTimeZone("UTC"));
            return expression;
        } catch (ParseException ex) {
            return null;
        }
    }

    @TestFactory
    Stream<DynamicTest> eventBridgeExpressions() {
        return SharedData.rows("aws-corpus.jsonl").stream().map(row -> {
            String text = row.get("expr").asText();
            boolean minute71 = text.contains("71");
            return dynamicTest(
                    text,
                    () -> readOrRefused(
                            () -> Schedules.parse(text, ZoneOffset.UTC),
                            row.get("looks_valid").asBoolean() && !minute71));
        });
    }

    @Test
    @Timeout(300)
    void randomTextsAreReadOrRefused() {
        Random random = new Random(42);
        for (int i = 0; i < 100_000; i++) {
            String text = text(random);
            Schedule schedule = refusedOnlyByTheOneException(() -> Schedules.parse(text, ZoneOffset.UTC));
            if (schedule != null && i % 10 == 0) {
                use(schedule);
            }
        }
    }

    @Test
    @Timeout(300)
    void springIsReadExactlyWhereSpringReadsIt() {
        Random random = new Random(43);
        for (int i = 0; i < 50_000; i++) {
            String text = text(random);
            boolean valid = text.strip().equals("-")
                    || org.springframework.scheduling.support.CronExpression.isValidExpression(text.strip());
            assertThat(refusedOnlyByTheOneException(() -> Schedules.spring(text, ZoneOffset.UTC)) != null)
                    .as(text)
                    .isEqualTo(valid);
        }
    }

    private static final String[] PIECES = {
        "*",
        "?",
        "0",
        "1",
        "7",
        "13",
        "31",
        "59",
        "60",
        "99999999999",
        "-",
        "/",
        ",",
        "#",
        "L",
        "LW",
        "W",
        "MON",
        "FRI",
        "JAN",
        "@daily",
        "@",
        "every ",
        "hours",
        "cron(",
        "rate(",
        ")",
        "PT",
        "H",
        "quartz:",
        "unix:",
        " ",
        " ",
        " ",
        " ",
        " ",
        "\t",
        "\n",
        "\u00a0",
        "ñ",
        "٣",
        "\ud83d\ude00",
        "+",
        "2025",
        "mon",
        "5L",
        "MON#2",
        "L-3",
        "15W",
        "*/5"
    };

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(3) > 0) {
            int fields = 4 + random.nextInt(5);
            for (int i = 0; i < fields; i++) {
                String piece = PIECES[random.nextInt(PIECES.length)];
                text.append(i == 0 ? "" : " ").append(random.nextInt(3) > 0 ? "*" : piece.strip());
                text.append(random.nextInt(8) == 0 ? PIECES[random.nextInt(PIECES.length)] : "");
            }
            return text.toString();
        }
        for (int i = random.nextInt(14); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static void readOrRefused(Supplier<Schedule> reading, boolean valid) {
        Schedule schedule = refusedOnlyByTheOneException(reading);
        assertThat(schedule != null).as("read %s", schedule).isEqualTo(valid);
        if (schedule != null) {
            use(schedule);
        }
    }

    private static @Nullable Schedule refusedOnlyByTheOneException(Supplier<Schedule> reading) {
        Schedule schedule;
        try {
            schedule = reading.get();
        } catch (InvalidScheduleException ex) {
            assertThat(ex.position()).isBetween(0, Math.max(0, ex.text().length()));
            assertThat(ex.problem()).isNotBlank();
            assertThat(ex.remedy()).isNotBlank();
            return null;
        } catch (RuntimeException ex) {
            return fail("not an InvalidScheduleException", ex);
        }
        return schedule;
    }

    private static void use(Schedule schedule) {
        schedule.next(START);
        schedule.previous(START.minusSeconds(86_400), START);
        assertThat(schedule.describe(Locale.ENGLISH)).isNotBlank();
        assertThat(schedule.describe(new Locale("es"))).isNotBlank();
        schedule.toSentry();
    }
}
