package ai.fluxion.crons.export;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the blocks of HCL and those of their attributes that are plain texts or numbers; every other expression (references,
 * functions, lists, heredocs) is passed over.
 */
final class HclReader {

    private static final int MOST_DEPTH = 100;

    private final String text;

    private int depth;

    private int at;

    private HclReader(String text) {
        this.text = text;
    }

    /** The blocks at the top of a file. */
    static List<HclBlock> read(String text) {
        HclBlock file = new HclBlock("", List.of());
        HclReader reader = new HclReader(text);
        reader.body(file);
        if (reader.at < text.length()) {
            throw reader.wrong("a '}' too many");
        }
        return file.blocks();
    }

    private void body(HclBlock block) {
        for (blanks(true); this.at < this.text.length() && peek() != '}'; blanks(true)) {
            String name = word();
            blanks(false);
            if (peek() == '=' && peek(1) != '=') {
                this.at++;
                blanks(false);
                attribute(block, name);
            } else {
                inner(block, name);
            }
        }
    }

    private void inner(HclBlock parent, String type) {
        List<String> labels = new ArrayList<>();
        for (blanks(false); peek() != '{'; blanks(false)) {
            labels.add(peek() == '"' ? quoted() : word());
        }
        this.at++;
        HclBlock block = new HclBlock(type, labels);
        parent.blocks().add(block);
        if (++this.depth > MOST_DEPTH) {
            throw wrong("blocks within blocks, more than %d of them".formatted(MOST_DEPTH));
        }
        body(block);
        this.depth--;
        if (peek() != '}') {
            throw wrong("block '%s' has no end".formatted(type));
        }
        this.at++;
    }

    private void attribute(HclBlock block, String name) {
        int start = this.at;
        if (peek() == '"') {
            String value = quoted();
            blanks(false);
            if (isEnd()) {
                block.put(name, value);
                return;
            }
        }
        this.at = start;
        expression();
        String value = this.text.substring(start, this.at).strip();
        if (value.matches("-?[0-9]+|true|false")) {
            block.put(name, value);
        }
    }

    /** Up to the end of the line, or of the brackets that it opens. */
    private void expression() {
        int start = this.at;
        int depth = 0;
        while (this.at < this.text.length()) {
            char c = peek();
            if (depth == 0 && (c == '\n' || c == '}' || comment())) {
                return;
            }
            if (c == '"') {
                quoted();
            } else if (this.text.startsWith("<<", this.at)) {
                heredoc();
            } else if (comment()) {
                blanks(true);
            } else {
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                this.at++;
            }
        }
        if (depth > 0) {
            this.at = start;
            throw wrong("a bracket has no end");
        }
    }

    private void heredoc() {
        int line = endOfLine(this.at);
        String end =
                this.text.substring(this.at + 2, line).replaceFirst("^-", "").strip();
        for (String content = null; !end.equals(content); ) {
            if (line >= this.text.length()) {
                throw wrong("'<<%s' has no end".formatted(end));
            }
            int next = endOfLine(line + 1);
            content = this.text.substring(line + 1, next).strip();
            line = next;
        }
        this.at = line;
    }

    private boolean isEnd() {
        return this.at >= this.text.length() || peek() == '\n' || peek() == '}' || comment();
    }

    private boolean comment() {
        return peek() == '#' || (peek() == '/' && (peek(1) == '/' || peek(1) == '*'));
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (this.at++; peek() != '"'; this.at++) {
            if (this.at >= this.text.length()) {
                throw wrong("a text has no end");
            }
            if (peek() == '\\') {
                this.at++;
                value.append(peek() == 'n' ? '\n' : peek() == 't' ? '\t' : peek());
            } else if (peek() == '$' && peek(1) == '{') {
                value.append(interpolation());
            } else {
                value.append(peek());
            }
        }
        this.at++;
        return value.toString().replace("$${", "${").replace("%%{", "%{");
    }

    /** An interpolation may hold quotes of its own. */
    private String interpolation() {
        int start = this.at;
        int depth = 0;
        for (this.at++; this.at < this.text.length(); this.at++) {
            depth += peek() == '{' ? 1 : peek() == '}' ? -1 : 0;
            if (depth == 0) {
                break;
            }
        }
        return this.text.substring(start, Math.min(this.text.length(), this.at + 1));
    }

    private String word() {
        if (peek() == '"') {
            return quoted();
        }
        int start = this.at;
        while (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '-' || peek() == '.') {
            this.at++;
        }
        if (start == this.at) {
            throw wrong("a name was expected");
        }
        return this.text.substring(start, this.at);
    }

    private void blanks(boolean lines) {
        while (this.at < this.text.length()) {
            char c = peek();
            if (c == '/' && peek(1) == '*') {
                int end = this.text.indexOf("*/", this.at);
                this.at = end < 0 ? this.text.length() : end + 2;
            } else if (comment()) {
                this.at = endOfLine(this.at);
            } else if (c == ' ' || c == '\t' || c == '\r' || (lines && (c == '\n' || c == ','))) {
                this.at++;
            } else {
                return;
            }
        }
    }

    private int endOfLine(int from) {
        int end = this.text.indexOf('\n', Math.min(from, this.text.length()));
        return end < 0 ? this.text.length() : end;
    }

    private char peek() {
        return peek(0);
    }

    private char peek(int ahead) {
        return this.at + ahead < this.text.length() ? this.text.charAt(this.at + ahead) : '\0';
    }

    private IllegalArgumentException wrong(String what) {
        long line = this.text
                .substring(0, Math.min(this.at, this.text.length()))
                .chars()
                .filter(c -> c == '\n')
                .count();
        return new IllegalArgumentException("HCL, line %d: %s".formatted(line + 1, what));
    }
}
