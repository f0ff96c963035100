package ai.fluxion.crons.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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

    /** A file cannot be read or written. */
    static CommandFailure ofFile(Path file, IOException ex) {
        return new CommandFailure("%s %s".formatted(file, because(ex)));
    }

    private static String because(IOException ex) {
        if (ex instanceof NoSuchFileException) {
            return "does not exist, or its folder does not";
        }
        if (ex instanceof AccessDeniedException) {
            return "may not be read or written by this user";
        }
        if (ex instanceof CharacterCodingException) {
            return "is no text in UTF-8";
        }
        return "cannot be read or written: " + ex.getMessage();
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
