package ai.fluxion.crons.schedule;

/** Sets of small numbers as the bits of a word: bit n is the number n. */
final class Bits {

    private Bits() {}

    /** All numbers of a range, up to 30. */
    static int upTo(int first, int last) {
        return (int) range(first, last);
    }

    /** All numbers of a range, up to 62. */
    static long range(int first, int last) {
        return (1L << (last + 1)) - (1L << first);
    }

    /** The smallest member that is at least {@code from}, or -1. */
    static int atLeast(long bits, int from) {
        long rest = from > 63 ? 0 : bits & (-1L << from);
        return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
    }

    /** The largest member that is at most {@code to}, or -1. */
    static int atMost(long bits, int to) {
        long rest = to < 0 ? 0 : bits & (-1L >>> (63 - to));
        return rest == 0 ? -1 : 63 - Long.numberOfLeadingZeros(rest);
    }

    /** The smallest member of a set that is not empty. */
    static int min(long bits) {
        return Long.numberOfTrailingZeros(bits);
    }

    /** The largest member of a set that is not empty. */
    static int max(long bits) {
        return 63 - Long.numberOfLeadingZeros(bits);
    }

    /** The longest step from a member of a set that is not empty to the next; 0 if there is only one. */
    static int longestStep(long bits) {
        long all = range(min(bits), max(bits));
        int step = all == bits && Long.bitCount(bits) == 1 ? 0 : 1;
        for (long filled = bits; (filled & all) != all; filled |= filled << 1) {
            step++;
        }
        return step;
    }

    static boolean has(long bits, int member) {
        return (bits >>> member & 1) != 0;
    }
}
