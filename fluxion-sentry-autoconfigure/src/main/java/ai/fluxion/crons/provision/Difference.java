package ai.fluxion.crons.provision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is other in Sentry than it is to be.
 *
 * @param path where: {@code config.schedule}
 * @param actual what Sentry has; {@code null} if nothing
 * @param wanted what it is to have; {@code null} if nothing
 * @since 0.1.0
 */
public record Difference(String path, @Nullable String actual, @Nullable String wanted) {

    /**
     * What is wanted and is not so. Sentry adds ids and defaults of its own, answers in camel case, and writes numbers as
     * text here and there; none of that counts. Lists are compared as bags: Sentry keeps no order of conditions.
     */
    static List<Difference> between(Map<String, @Nullable Object> wanted, Map<String, @Nullable Object> actual) {
        List<Difference> differences = new ArrayList<>();
        compare("", wanted, actual, differences);
        return differences;
    }

    private static void compare(
            String path, @Nullable Object wanted, @Nullable Object actual, List<Difference> differences) {
        if (wanted instanceof Map<?, ?>) {
            Map<String, @Nullable Object> have = bySnakeCase(actual);
            Json.object(wanted)
                    .forEach((key, value) -> compare(
                            path.isEmpty() ? key : path + "." + key,
                            value,
                            have.get(Json.snakeCase(key)),
                            differences));
        } else if (wanted instanceof List<?> list) {
            compareBags(path, list, actual instanceof List<?> other ? other : List.of(), differences);
        } else if (!Objects.equals(scalar(wanted), scalar(actual))) {
            differences.add(new Difference(path, scalar(actual), scalar(wanted)));
        }
    }

    private static void compareBags(String path, List<?> wanted, List<?> actual, List<Difference> differences) {
        List<@Nullable Object> left = new ArrayList<>(actual);
        int index = 0;
        for (Object element : wanted) {
            String here = path + "[" + index++ + "]";
            int match = indexOf(element, left);
            if (match >= 0) {
                left.remove(match);
            } else if (wanted.size() == 1 && left.size() == 1) {
                compare(here, element, left.remove(0), differences);
            } else {
                differences.add(new Difference(here, null, String.valueOf(element)));
            }
        }
        left.forEach(extra -> differences.add(new Difference(path, String.valueOf(extra), null)));
    }

    private static int indexOf(@Nullable Object wanted, List<@Nullable Object> candidates) {
        for (int i = 0; i < candidates.size(); i++) {
            List<Difference> differences = new ArrayList<>();
            compare("", wanted, candidates.get(i), differences);
            if (differences.isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    private static Map<String, @Nullable Object> bySnakeCase(@Nullable Object value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        Json.object(value).forEach((key, part) -> map.put(Json.snakeCase(key), part));
        return map;
    }

    private static @Nullable String scalar(@Nullable Object value) {
        if (value == null || value.equals("")) {
            return null;
        }
        if (value instanceof Number number && number.doubleValue() == number.longValue()) {
            return String.valueOf(number.longValue());
        }
        return String.valueOf(value);
    }
}
