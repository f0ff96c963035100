package ai.fluxion.crons.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A text that is being read, in pieces that remember where they stood.
 *
 * @param whole the text as it was given
 * @param text the piece
 * @param position where in the whole it begins
 */
record CronText(String whole, String text, int position) {

    static CronText of(String text) {
        return new CronText(text, text, 0);
    }

    /** The pieces between characters of a kind; none of them is empty. */
    List<CronText> fields(IntPredicate separator) {
        List<CronText> fields = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= this.text.length(); i++) {
            if (i == this.text.length() || separator.test(this.text.charAt(i))) {
                if (i > start) {
                    fields.add(piece(start, i));
                }
                start = i + 1;
            }
        }
        return fields;
    }

    /** The pieces between commas; they may be empty. */
    List<CronText> terms() {
        List<CronText> terms = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= this.text.length(); i++) {
            if (i == this.text.length() || this.text.charAt(i) == ',') {
                terms.add(piece(start, i));
                start = i + 1;
            }
        }
        return terms;
    }

    CronText piece(int from, int to) {
        return new CronText(this.whole, this.text.substring(from, to), this.position + from);
    }

    CronText from(int from) {
        return piece(from, this.text.length());
    }

    CronText trimmed() {
        String stripped = this.text.strip();
        int start = this.text.indexOf(stripped);
        return piece(start, start + stripped.length());
    }

    /** Without blanks and control characters at its ends, which Spring overlooks. */
    CronText withoutControls() {
        int start = 0;
        int end = this.text.length();
        while (start < end && this.text.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && this.text.charAt(end - 1) <= ' ') {
            end--;
        }
        return piece(start, end);
    }

    /** The same place with other characters, as where a name became a number. */
    CronText as(String other) {
        return new CronText(this.whole, other, this.position);
    }

    boolean isEmpty() {
        return this.text.isEmpty();
    }

    InvalidScheduleException refuse(String problem, String remedy) {
        return new InvalidScheduleException(this.whole, this.position, problem, remedy);
    }
}
