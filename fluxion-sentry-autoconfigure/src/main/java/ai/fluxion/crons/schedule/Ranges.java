package ai.fluxion.crons.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;

/** Sets of numbers as people list them: runs become ranges. */
final class Ranges {

    private Ranges() {}

    /**
     * The members in order.
     *
     * @param shortest how long a run is at least that becomes a range
     */
    static List<String> of(long bits, int shortest, IntFunction<String> name, BinaryOperator<String> range) {
        List<String> parts = new ArrayList<>();
        for (int from = Bits.atLeast(bits, 0); from >= 0; ) {
            int to = Bits.atLeast(~bits, from) - 1;
            if (to - from + 1 >= shortest) {
                parts.add(range.apply(name.apply(from), name.apply(to)));
            } else {
                for (int n = from; n <= to; n++) {
                    parts.add(name.apply(n));
                }
            }
            from = Bits.atLeast(bits, to + 1);
        }
        return parts;
    }
}
