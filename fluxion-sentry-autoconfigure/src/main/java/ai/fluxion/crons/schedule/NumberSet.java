package ai.fluxion.crons.schedule;

import java.util.BitSet;

/** The numbers of a field while it is read. */
final class NumberSet {

    private final BitSet numbers = new BitSet();

    void add(int number) {
        this.numbers.set(number);
    }

    /** The numbers as bits of a word; none of them is above 63. */
    long bits() {
        return this.numbers.isEmpty() ? 0 : this.numbers.toLongArray()[0];
    }

    Years years() {
        boolean all = this.numbers.cardinality() == QuartzField.LAST_YEAR - QuartzField.FIRST_YEAR + 1;
        return all ? Years.ALL : new Years((BitSet) this.numbers.clone());
    }
}
