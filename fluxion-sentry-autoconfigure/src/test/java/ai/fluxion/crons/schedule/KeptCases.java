package ai.fluxion.crons.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * The cases that once failed, or were feared to. Properties name a case, once it is shrunk, as a line of {@code
 * kept-cases.txt}: put it there, and every property of its dialect runs it for ever.
 */
final class KeptCases {

    private KeptCases() {}

    /** A schedule, where and when. */
    record Case(Dialect dialect, String text, ZoneId zone, Instant start) {

        Schedule schedule() {
            return Schedules.parse(this.dialect.value() + ":" + this.text, this.zone);
        }

        @Override
        public String toString() {
            return "%s | %s | %s | %s".formatted(this.dialect.value(), this.text, this.zone, this.start);
        }
    }

    static List<Case> of(Dialect dialect) {
        return lines().stream()
                .filter(line -> !line.isBlank() && !line.startsWith("//"))
                .map(KeptCases::read)
                .filter(kept -> kept.dialect() == dialect)
                .toList();
    }

    private static Case read(String line) {
        String[] parts = line.split("\\|");
        Dialect dialect = List.of(Dialect.values()).stream()
                .filter(known -> known.value().equals(parts[0].strip()))
                .findFirst()
                .orElseThrow();
        return new Case(dialect, parts[1].strip(), ZoneId.of(parts[2].strip()), Instant.parse(parts[3].strip()));
    }

    private static List<String> lines() {
        try (var stream = Objects.requireNonNull(KeptCases.class.getResourceAsStream("kept-cases.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
