package ai.fluxion.crons.store.jdbc;

import java.util.ArrayList;
import java.util.List;

/** Lines of fields in a text: tabs between the fields, which are escaped where they have any. */
final class Lines {

    private final StringBuilder text = new StringBuilder();

    void add(String... fields) {
        if (!this.text.isEmpty()) {
            this.text.append('\n');
        }
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                this.text.append('\t');
            }
            escape(fields[i]);
        }
    }

    @Override
    public String toString() {
        return this.text.toString();
    }

    static List<List<String>> read(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\t', '\n' -> {
                    fields.add(field.toString());
                    field.setLength(0);
                    if (c == '\n') {
                        lines.add(fields);
                        fields = new ArrayList<>();
                    }
                }
                case '\\' -> field.append(unescape(i + 1 < text.length() ? text.charAt(++i) : '\\'));
                default -> field.append(c);
            }
        }
        fields.add(field.toString());
        lines.add(fields);
        return lines;
    }

    private void escape(String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            switch (c) {
                case '\t' -> this.text.append("\\t");
                case '\n' -> this.text.append("\\n");
                case '\\' -> this.text.append("\\\\");
                // PostgreSQL refuses it, and nobody can read it.
                case '\0' -> this.text.append("\\0");
                default -> this.text.append(c);
            }
        }
    }

    private static char unescape(char c) {
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case '0' -> '\0';
            default -> c;
        };
    }
}
