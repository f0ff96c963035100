package ai.fluxion.crons.store;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The history of a monitor while it is being read; not to be kept.
 *
 * @since 0.1.0
 */
public interface RecordedCheckIns {

    /** All of them, in no particular order. */
    List<CheckIn> toList();

    /** The one that began last, or {@code null}. */
    @Nullable CheckIn last();

    /** Tells the numbers of all of them, which costs much less than to make check-ins of them. */
    void forEach(Numbers numbers);

    /**
     * What a computation makes of them, which may be what it made of them before: of each monitor one result is kept until
     * its history changes.
     *
     * @param computation the same object each time
     * @param <T> what it makes, unmodifiable
     */
    <T> T derive(Computation<T> computation);

    /**
     * Makes something of a history.
     *
     * @param <T> what it makes
     */
    @FunctionalInterface
    interface Computation<T> {

        /** Makes it, of nothing but the history. */
        T of(RecordedCheckIns checkIns);
    }

    /** Takes the numbers of a check-in. */
    @FunctionalInterface
    interface Numbers {

        /** What stands for nothing. */
        long NONE = Long.MIN_VALUE;

        /**
         * Takes them.
         *
         * @param finishedAt in microseconds since 1970, or {@link #NONE}
         * @param duration in microseconds, or {@link #NONE}
         */
        void add(CheckInStatus status, long finishedAt, long duration);
    }
}
