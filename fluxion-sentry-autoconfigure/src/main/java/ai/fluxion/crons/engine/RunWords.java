package ai.fluxion.crons.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What a run is told, as it can be kept. A job says what it has at hand: something whose {@code toString} fails, a text of
 * megabytes (a batch's SQL in an exception's message), a number that counts on. None of it may harm the job or fill memory.
 */
final class RunWords {

    /** What a person reads of it. */
    private static final int LONGEST = 2_000;

    /** Maps and collections within one another; what contains itself has no end. */
    private static final int DEEPEST = 5;

    /** Numbers that do not change and that every reader of a history knows. */
    private static final Set<Class<?>> PLAIN = Set.of(
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class);

    private RunWords() {}

    static String of(@Nullable Object value) {
        try {
            return cut(String.valueOf(value));
        } catch (Exception | LinkageError | StackOverflowError ex) {
            return unsaid(value, ex);
        }
    }

    static String of(Throwable failure) {
        try {
            String message = failure.getMessage();
            return message != null
                    ? cut(failure.getClass().getSimpleName() + ": " + message)
                    : failure.getClass().getName();
        } catch (Exception | LinkageError | StackOverflowError ex) {
            return unsaid(failure, ex);
        }
    }

    /** The number as it is now; {@code null} if it is none that anybody could draw. */
    static @Nullable Number of(Number value) {
        if (value instanceof AtomicLong || value instanceof AtomicInteger || value instanceof LongAdder) {
            return value.longValue();
        }
        try {
            Number plain = PLAIN.contains(value.getClass()) ? value : (Number) value.doubleValue();
            return Double.isNaN(plain.doubleValue()) || isInfinite(plain) ? null : plain;
        } catch (Exception | LinkageError | StackOverflowError ex) {
            return null;
        }
    }

    /** The fact as it is now: numbers, truths, and maps and collections of them stay what they are, the rest is a text. */
    static Object fact(Object value) {
        try {
            return copy(value, DEEPEST);
        } catch (Exception | LinkageError | StackOverflowError ex) {
            return unsaid(value, ex);
        }
    }

    private static Object copy(@Nullable Object value, int depth) {
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            Number plain = of(number);
            return plain != null ? plain : of(value);
        }
        if (depth > 0 && value instanceof Map<?, ?> facts) {
            Map<String, Object> copy = new LinkedHashMap<>();
            facts.forEach((name, fact) -> copy.put(of(name), copy(fact, depth - 1)));
            return copy;
        }
        if (depth > 0 && value instanceof Collection<?> facts) {
            return facts.stream().map(fact -> copy(fact, depth - 1)).toList();
        }
        return of(value);
    }

    private static boolean isInfinite(Number number) {
        return (number instanceof Double || number instanceof Float) && Double.isInfinite(number.doubleValue());
    }

    private static String unsaid(@Nullable Object value, Throwable why) {
        return (value == null ? "null" : value.getClass().getName()) + " (cannot be told: "
                + why.getClass().getSimpleName() + ")";
    }

    private static String cut(@Nullable String text) {
        if (text == null || text.length() <= LONGEST) {
            return String.valueOf(text);
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "...";
    }
}
