package ai.fluxion.crons.export;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as people read it: two blanks a level, one member a line.
 *
 * @since 0.1.0
 */
public final class JsonText {

    private JsonText() {}

    /**
     * Writes a value.
     *
     * @param value maps, lists, numbers, booleans and {@code null}; anything else by its text
     */
    public static String of(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        write(value, "\n", text);
        return text.toString();
    }

    /** Keys and values in turn; a value {@code null} leaves its key out. */
    static Map<String, Object> object(@Nullable Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            Object value = pairs[i + 1];
            if (value != null) {
                map.put(String.valueOf(pairs[i]), value);
            }
        }
        return map;
    }

    private static void write(@Nullable Object value, String indent, StringBuilder text) {
        if (value instanceof Map<?, ?> map) {
            List<Runnable> members = new ArrayList<>();
            map.forEach((key, part) -> members.add(() -> {
                quote(String.valueOf(key), text);
                text.append(": ");
                write(part, indent + "  ", text);
            }));
            block('{', '}', members, indent, text);
        } else if (value instanceof Iterable<?> list) {
            List<Runnable> members = new ArrayList<>();
            list.forEach(part -> members.add(() -> write(part, indent + "  ", text)));
            block('[', ']', members, indent, text);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            quote(value.toString(), text);
        }
    }

    private static void block(char open, char close, List<Runnable> members, String indent, StringBuilder text) {
        text.append(open);
        for (Iterator<Runnable> all = members.iterator(); all.hasNext(); ) {
            text.append(indent).append("  ");
            all.next().run();
            text.append(all.hasNext() ? "," : indent);
        }
        text.append(close);
    }

    static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    // YAML and HCL read what is written here too, and YAML refuses more than JSON.
                    if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || c > '\uFFFD') {
                        text.append("\\u%04x".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    static String quoted(String value) {
        StringBuilder text = new StringBuilder();
        quote(value, text);
        return text.toString();
    }
}
