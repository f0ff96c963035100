package ai.fluxion.crons.monitor;

import java.util.Locale;

/**
 * The status of a check-in. A client sends {@link #IN_PROGRESS}, {@link #OK} and {@link #ERROR}; the others are what an
 * evaluation makes of a check-in that did not come, did not end, or was not needed.
 *
 * @since 0.1.0
 */
public enum CheckInStatus {
    /** The run has begun and has not ended. */
    IN_PROGRESS,
    /** The run ended well. */
    OK,
    /** The run ended badly. */
    ERROR,
    /** No run began in time for its slot. */
    MISSED,
    /** The run did not end within its maximum runtime. */
    TIMEOUT,
    /** The run was not this process's to make (another one holds its lock). Never sent. */
    SKIPPED;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** The status as Sentry, the endpoint and the meters write it: {@code in_progress}. */
    public String value() {
        return this.value;
    }

    /** Whether a client may send it. */
    public boolean isSendable() {
        return this == IN_PROGRESS || this == OK || this == ERROR;
    }

    /** Whether nothing more can come of the check-in. */
    public boolean isFinal() {
        return this != IN_PROGRESS;
    }
}
