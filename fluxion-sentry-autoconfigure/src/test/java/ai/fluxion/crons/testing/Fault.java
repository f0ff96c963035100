package ai.fluxion.crons.testing;

import java.time.Duration;
import java.util.Map;

/** How the receiver treats a request. */
public sealed interface Fault {

    /** Takes every envelope. */
    static Fault none() {
        return new Answer(200, Map.of(), Duration.ZERO);
    }

    /** Answers with a status other than 200, and forgets the envelope. */
    static Fault status(int code) {
        return new Answer(code, Map.of(), Duration.ZERO);
    }

    /** Answers with a status and headers. */
    static Fault status(int code, Map<String, String> headers) {
        return new Answer(code, headers, Duration.ZERO);
    }

    /** Takes every envelope, late. */
    static Fault latency(Duration latency) {
        return new Answer(200, Map.of(), latency);
    }

    /** Reads the request and never answers. */
    static Fault hang() {
        return new Hang(true);
    }

    /** Accepts the connection and does nothing with it. */
    static Fault halfOpen() {
        return new Hang(false);
    }

    /** Resets the connection after the first bytes of the body. */
    static Fault reset() {
        return new Reset();
    }

    /** Answers a byte every so often, for ever. */
    static Fault slowLoris(Duration pause) {
        return new SlowLoris(pause);
    }

    /** Does not listen. */
    static Fault refuse() {
        return new Refuse();
    }

    /** An answer; the envelope counts as received if it is 200. */
    record Answer(int code, Map<String, String> headers, Duration latency) implements Fault {}

    /** No answer. */
    record Hang(boolean reads) implements Fault {}

    /** A connection reset. */
    record Reset() implements Fault {}

    /** An answer without end. */
    record SlowLoris(Duration pause) implements Fault {}

    /** No connection. */
    record Refuse() implements Fault {}
}
