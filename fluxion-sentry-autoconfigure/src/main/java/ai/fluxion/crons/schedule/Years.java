package ai.fluxion.crons.schedule;

import java.util.BitSet;

/**
 * A set of years; all of them, or those that a field names.
 *
 * @param named the years, or empty for all
 */
record Years(BitSet named) {

    static final Years ALL = new Years(new BitSet());

    boolean isAll() {
        return this.named.isEmpty();
    }

    boolean has(int year) {
        return isAll() || this.named.get(year);
    }

    /** The first year at or after another; -1 if there is none. */
    int atLeast(int year) {
        return isAll() ? year : this.named.nextSetBit(Math.max(year, 0));
    }

    /** The last year at or before another; -1 if there is none. */
    int atMost(int year) {
        return isAll() ? year : this.named.previousSetBit(Math.max(year, -1));
    }

    int first() {
        return isAll() ? 0 : this.named.nextSetBit(0);
    }

    int last() {
        return isAll() ? 9999 : this.named.length() - 1;
    }
}
