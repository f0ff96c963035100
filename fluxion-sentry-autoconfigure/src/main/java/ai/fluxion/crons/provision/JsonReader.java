package ai.fluxion.crons.provision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into maps, lists, texts, numbers, booleans and {@code null}. An application that runs jobs and serves nothing may
 * have no library that does, and what Spring Boot has for that case takes {@code true} and {@code null} for texts.
 */
final class JsonReader {

    private static final int MOST_DEPTH = 200;

    private final String text;

    private int at;

    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if it is no JSON, or more than that */
    static @Nullable Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        if (reader.peek() != '\0') {
            throw reader.wrong();
        }
        return value;
    }

    private @Nullable Object value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (boolean more = begins('}'); more; more = goesOn('}')) {
            if (peek() != '"') {
                throw wrong();
            }
            String key = string();
            expect(':');
            object.put(key, value());
        }
        return object;
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> list = new ArrayList<>();
        for (boolean more = begins(']'); more; more = goesOn(']')) {
            list.add(value());
        }
        return list;
    }

    private boolean begins(char end) {
        this.at++;
        if (++this.depth > MOST_DEPTH) {
            throw wrong();
        }
        return !ends(end);
    }

    private boolean goesOn(char end) {
        if (ends(end)) {
            return false;
        }
        expect(',');
        return true;
    }

    private boolean ends(char end) {
        if (peek() != end) {
            return false;
        }
        this.at++;
        this.depth--;
        return true;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        for (this.at++; this.at < this.text.length(); this.at++) {
            char c = this.text.charAt(this.at);
            if (c == '"') {
                this.at++;
                return string.toString();
            }
            string.append(c == '\\' ? escaped() : c);
        }
        throw wrong();
    }

    private char escaped() {
        this.at++;
        char c = this.at < this.text.length() ? this.text.charAt(this.at) : '\0';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                String digits = this.text.substring(this.at + 1, Math.min(this.text.length(), this.at + 5));
                if (!digits.matches("[0-9A-Fa-f]{4}")) {
                    throw wrong();
                }
                this.at += 4;
                yield (char) Integer.parseInt(digits, 16);
            }
            default -> throw wrong();
        };
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!this.text.startsWith(word, this.at)) {
            throw wrong();
        }
        this.at += word.length();
        return value;
    }

    private Object number() {
        int start = this.at;
        while (this.at < this.text.length() && "+-.0123456789Ee".indexOf(this.text.charAt(this.at)) >= 0) {
            this.at++;
        }
        String number = this.text.substring(start, this.at);
        if (number.matches("-?[0-9]{1,18}")) {
            return Long.valueOf(number);
        }
        if (!number.matches("-?[0-9]+(\\.[0-9]+)?([Ee][+-]?[0-9]+)?")) {
            throw wrong();
        }
        return Double.valueOf(number);
    }

    private void expect(char sign) {
        if (peek() != sign) {
            throw wrong();
        }
        this.at++;
    }

    /** The next sign that is no blank; NUL at the end. */
    private char peek() {
        while (this.at < this.text.length() && " \t\r\n".indexOf(this.text.charAt(this.at)) >= 0) {
            this.at++;
        }
        return this.at < this.text.length() ? this.text.charAt(this.at) : '\0';
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("No JSON at character %d".formatted(this.at));
    }
}
