package ai.fluxion.crons.cli;

/** A command cannot do what it was asked; the message is for people. */
final class CommandFailure extends RuntimeException {

    private final int code;

    CommandFailure(String message) {
        this(message, CronsCommandLine.FOUND);
    }

    private CommandFailure(String message, int code) {
        super(message);
        this.code = code;
    }

    /** Sentry refused, or could not be reached. */
    static CommandFailure ofSentry(String message) {
        return new CommandFailure(message, CronsCommandLine.SENTRY);
    }

    /** What the process ends with. */
    int code() {
        return this.code;
    }
}
