package ai.fluxion.crons.delivery;

import ai.fluxion.crons.monitor.CheckInStatus;

/** A check-in that waits, or is on its way. */
final class Entry {

    final CheckInMessage message;

    final Lane lane;

    /** How often Sentry said that it will not have it. */
    int refusals;

    /** Not to be sent before this tick; meaningful once {@link #refusals} is above 0. */
    long notBefore;

    /** How dear it is: the lowest goes first when there is no room. */
    Worth worth;

    Entry(CheckInMessage message, Lane lane) {
        this.message = message;
        this.lane = lane;
        this.worth = isClose() ? Worth.LATEST_OUTCOME : Worth.START;
    }

    boolean isClose() {
        return this.message.status() != CheckInStatus.IN_PROGRESS;
    }

    boolean isTrueAt(Moment now) {
        return this.message.trueUntil() == null || now.instant().isBefore(this.message.trueUntil());
    }

    /** What is lost first when there is no room. */
    enum Worth {
        /** Its close will say the same and more. */
        START,
        /** A newer outcome of the monitor waits behind it. */
        OVERTAKEN_OUTCOME,
        /** The last word of its monitor. */
        LATEST_OUTCOME
    }
}
