package ai.fluxion.crons.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of an attempt to send a check-in.
 *
 * @param kind what Sentry did with it
 * @param pause how long nothing may be sent because Sentry asked for it; {@code null} if it did not ask
 * @param reason for people: {@code HTTP 500}, {@code connection refused}; {@code null} if accepted
 * @since 0.1.0
 */
public record SendResult(Kind kind, @Nullable Duration pause, @Nullable String reason) {

    private static final SendResult ACCEPTED = new SendResult(Kind.ACCEPTED, null, null);

    /** What Sentry did with an attempt. */
    public enum Kind {
        /** Sentry's ingest took it. */
        ACCEPTED,
        /** It did not arrive, and may the next time. */
        RETRY,
        /** It arrived, and Sentry will not have this one. */
        REFUSED,
        /** It was not sent, because somebody decided that it never is. */
        UNWANTED,
        /** Nobody knows whether it arrived. To send it again does no harm: the id is the same. */
        LOST
    }

    /** Sentry's ingest took it. */
    public static SendResult accepted() {
        return ACCEPTED;
    }

    /** It did not arrive, and may the next time. */
    public static SendResult retry(String reason) {
        return new SendResult(Kind.RETRY, null, reason);
    }

    /** It did not arrive, and Sentry asked for a pause. */
    public static SendResult limited(Duration pause, String reason) {
        return new SendResult(Kind.RETRY, pause, reason);
    }

    /** It arrived, and Sentry will not have this one. */
    public static SendResult refused(String reason) {
        return new SendResult(Kind.REFUSED, null, reason);
    }

    /** It was not sent, because somebody decided that it never is. */
    public static SendResult unwanted(String reason) {
        return new SendResult(Kind.UNWANTED, null, reason);
    }

    /** Nobody knows whether it arrived. */
    public static SendResult lost(String reason) {
        return new SendResult(Kind.LOST, null, reason);
    }
}
