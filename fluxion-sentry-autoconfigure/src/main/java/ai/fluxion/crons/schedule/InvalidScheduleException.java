package ai.fluxion.crons.schedule;

/**
 * A text that is no schedule, or one whose dialect cannot be told.
 *
 * @since 0.1.0
 */
public class InvalidScheduleException extends IllegalArgumentException {

    private final String text;

    private final int position;

    private final String problem;

    private final String remedy;

    /**
     * @param text the text that was read
     * @param position where in it reading failed, from 0
     * @param problem what is wrong there
     * @param remedy what to write instead
     */
    public InvalidScheduleException(String text, int position, String problem, String remedy) {
        super("'%s': %s (at position %d). %s".formatted(text, problem, position, remedy));
        this.text = text;
        this.position = position;
        this.problem = problem;
        this.remedy = remedy;
    }

    /** The text that was read. */
    public String text() {
        return text;
    }

    /** Where in {@link #text()} reading failed, from 0. */
    public int position() {
        return position;
    }

    /** What is wrong there. */
    public String problem() {
        return problem;
    }

    /** What to write instead. */
    public String remedy() {
        return remedy;
    }
}
