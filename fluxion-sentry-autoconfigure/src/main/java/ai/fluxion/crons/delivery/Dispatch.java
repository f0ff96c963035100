package ai.fluxion.crons.delivery;

/**
 * An attempt to send. No record: two attempts are never the same.
 */
final class Dispatch {

    final Entry entry;

    /** What leaves: with its config only if that rides. */
    final CheckInMessage message;

    final long startedAt;

    /** What the sender gave to call if no answer comes; only for the dispatcher's thread. */
    Runnable abandonment = () -> {};

    Dispatch(Entry entry, CheckInMessage message, long startedAt) {
        this.entry = entry;
        this.message = message;
        this.startedAt = startedAt;
    }
}
