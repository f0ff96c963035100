package ai.fluxion.crons.monitor;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The slugs of monitors, as Sentry sees them. Sentry cuts to 50 characters and slugifies what is left, so that two names
 * can silently become one monitor; a slug made here passes both unchanged, and names that differ in more than case,
 * blank, {@code _} and {@code -} have different ones.
 *
 * @since 0.1.0
 */
public final class MonitorSlug {

    /** What Sentry's Relay leaves of a slug. */
    public static final int MAX_LENGTH = 50;

    private static final int HASH_LENGTH = 8;

    private static final Pattern SEPARATORS = Pattern.compile("[\\s_-]+");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private static final Pattern OTHER = Pattern.compile("[^a-z0-9-]+");

    /** What Sentry drops of a slug, and what it makes hyphens of. */
    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9_\\s-]+");

    private static final Pattern BLANKS = Pattern.compile("[\\s-]+");

    private static final Pattern EDGES = Pattern.compile("^[-_]+|[-_]+$");

    private MonitorSlug() {}

    /**
     * The slug of a monitor.
     *
     * @param name what users write; {@code etl_ventas_tienda}
     * @param prefix what all slugs of the application begin with, or {@code null}
     * @param key the key within the monitor's family, or {@code null}
     * @return at most {@value #MAX_LENGTH} of {@code [a-z0-9-]}. One that lost more than case, blank and {@code _}, or
     *     was cut, ends in a hash
     * @throws MonitorSettings.SettingsException if nothing is left of the name, or digits only
     */
    public static String of(String name, @Nullable String prefix, @Nullable String key) {
        String identity = identity(name);
        String slug = trimmed(ascii(identity));
        if (slug.isEmpty()) {
            throw new MonitorSettings.SettingsException(
                    "name", name, "A slug needs letters from a to z or digits, and nothing is left of this name");
        }
        if (prefix != null || key != null) {
            identity = identity(join(join(prefix, name), key));
            slug = trimmed(ascii(identity));
        }
        if (!slug.equals(identity) || slug.length() > MAX_LENGTH) {
            return distinct(slug, identity);
        }
        if (isNumber(slug)) {
            throw new MonitorSettings.SettingsException(
                    "name", name, "Sentry refuses slugs of digits only; begin it with a word");
        }
        return slug;
    }

    /**
     * The slug of a monitor that Sentry knows by the SDK's own annotation already: what Sentry makes of it, so that it
     * stays that very monitor.
     *
     * @param given as the SDK sends it
     * @return its slug, or {@code null} if nothing is left
     */
    public static @Nullable String ofSentrys(String given) {
        String cut = given.substring(0, Math.min(given.length(), MAX_LENGTH));
        String plain =
                MARKS.matcher(Normalizer.normalize(cut, Normalizer.Form.NFKD)).replaceAll("");
        String words = NO_WORD.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("");
        String slug =
                EDGES.matcher(BLANKS.matcher(words.strip()).replaceAll("-")).replaceAll("");
        return slug.isEmpty() ? null : slug;
    }

    /**
     * What two names have in common that are one monitor: they differ in case, blank, {@code _} or {@code -} only.
     */
    public static String identity(String name) {
        return kebab(name, false);
    }

    /**
     * The name of a job without one: class and method in kebab case.
     *
     * @param qualifiedMethod {@code com.x.VentasEtl.historicoDiario}
     * @return {@code ventas-etl-historico-diario}
     */
    public static String ofJob(String qualifiedMethod) {
        int method = qualifiedMethod.lastIndexOf('.');
        int type = method < 0 ? -1 : qualifiedMethod.lastIndexOf('.', method - 1);
        String simple = qualifiedMethod.substring(type + 1).replace('.', '-').replace('$', '-');
        String name = kebab(simple, true);
        return trimmed(ascii(name)).isEmpty() ? "job-" + hash(qualifiedMethod) : name;
    }

    /**
     * Another slug for a monitor whose own is taken.
     *
     * @param slug the taken one
     * @param origin what tells the two monitors apart and stays the same across deploys (bean and class)
     */
    public static String distinct(String slug, String origin) {
        int room = MAX_LENGTH - HASH_LENGTH - 1;
        String head = trimmed(slug.length() > room ? slug.substring(0, room) : slug);
        return head + "-" + hash(origin);
    }

    /**
     * @param humps whether a capital that begins a word begins a piece: {@code ventasEtl}, {@code KLKVentas},
     *     {@code top10Tiendas}
     */
    private static String kebab(String name, boolean humps) {
        StringBuilder kebab = new StringBuilder(name.length() + 8);
        for (int i = 0, codePoint; i < name.length(); i += Character.charCount(codePoint)) {
            codePoint = name.codePointAt(i);
            boolean separator = isSeparator(codePoint);
            if ((separator || (humps && isHump(name, i, codePoint))) && !endsInHyphen(kebab)) {
                kebab.append('-');
            }
            if (!separator) {
                kebab.appendCodePoint(lower(codePoint));
            }
        }
        return trimmed(kebab.toString());
    }

    private static boolean endsInHyphen(StringBuilder kebab) {
        return kebab.isEmpty() || kebab.charAt(kebab.length() - 1) == '-';
    }

    private static boolean isHump(String name, int at, int codePoint) {
        if (at == 0 || Character.getType(codePoint) != Character.UPPERCASE_LETTER) {
            return false;
        }
        int before = Character.getType(name.codePointBefore(at));
        int next = at + Character.charCount(codePoint);
        return before == Character.LOWERCASE_LETTER
                || before == Character.DECIMAL_DIGIT_NUMBER
                || (before == Character.UPPERCASE_LETTER
                        && next < name.length()
                        && Character.getType(name.codePointAt(next)) == Character.LOWERCASE_LETTER);
    }

    private static String join(@Nullable String left, @Nullable String right) {
        if (left == null || identity(left).isEmpty()) {
            return right == null ? "" : right;
        }
        return right == null || identity(right).isEmpty() ? left : left + "-" + right;
    }

    /** Case is not told apart, but a letter of another alphabet never becomes one of ours by that (the Kelvin sign). */
    private static int lower(int codePoint) {
        int lower = Character.toLowerCase(codePoint);
        return codePoint > 127 && lower <= 127 ? codePoint : lower;
    }

    private static boolean isSeparator(int codePoint) {
        return codePoint == '-' || codePoint == '_' || codePoint == ' ' || (codePoint >= '\t' && codePoint <= '\r');
    }

    /** Whether an identity is a slug already, as nearly all are; then nothing of the name was lost on the way. */
    private static boolean isPlain(String identity) {
        for (int i = 0; i < identity.length(); i++) {
            char c = identity.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(String slug) {
        for (int i = 0; i < slug.length(); i++) {
            if (slug.charAt(i) > '9' || slug.charAt(i) == '-') {
                return false;
            }
        }
        return true;
    }

    private static String ascii(String identity) {
        if (isPlain(identity)) {
            return identity;
        }
        String marked = Normalizer.normalize(identity, Normalizer.Form.NFKD);
        String plain = MARKS.matcher(marked).replaceAll("").toLowerCase(Locale.ROOT);
        return SEPARATORS.matcher(OTHER.matcher(plain).replaceAll("")).replaceAll("-");
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == '-') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == '-') {
            to--;
        }
        return text.substring(from, to);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            String digits = new BigInteger(1, digest).toString(36);
            return digits.substring(digits.length() - HASH_LENGTH);
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java platform has SHA-256", ex);
        }
    }
}
