package ai.fluxion.crons.store.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants and durations as microseconds: every database keeps those exactly, whatever zone it thinks it is in. */
final class Micros {

    private Micros() {}

    static @Nullable Long of(@Nullable Instant instant) {
        return instant == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static @Nullable Long of(@Nullable Duration duration) {
        return duration == null ? null : duration.toNanos() / 1_000;
    }

    static @Nullable Instant instant(@Nullable Number micros) {
        return micros == null ? null : Instant.EPOCH.plus(micros.longValue(), ChronoUnit.MICROS);
    }

    static @Nullable Duration duration(@Nullable Number micros) {
        return micros == null ? null : Duration.of(micros.longValue(), ChronoUnit.MICROS);
    }

    /** As a field of text; empty for {@code null}. */
    static String text(@Nullable Long micros) {
        return micros == null ? "" : micros.toString();
    }

    static @Nullable Long parse(String text) {
        return text.isEmpty() ? null : Long.valueOf(text);
    }
}
