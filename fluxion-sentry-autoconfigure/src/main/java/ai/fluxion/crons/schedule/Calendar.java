package ai.fluxion.crons.schedule;

import java.time.Instant;

/** The stretch of time in which schedules are computed; beyond it nothing is due. */
final class Calendar {

    private static final Instant FIRST = Instant.parse("0060-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9900-01-01T00:00:00Z");

    /**
     * How often in a row a slot may fall into an hour that the clock skips, until it is sure to do so for ever: a 31 March
     * that is a Sunday always does in Madrid.
     */
    static final int ENDLESS = 200;

    private Calendar() {}

    static boolean covers(Instant instant) {
        return instant.isAfter(FIRST) && instant.isBefore(LAST);
    }
}
