package ai.fluxion.crons.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked; the message is for people. */
final class CommandFailure extends RuntimeException {

    private final int code;

    private final @Nullable Said said;

    private final boolean passing;

    CommandFailure(String message) {
        super(message);
        this.code = CronsCommandLine.FOUND;
        this.said = null;
        this.passing = false;
    }

    CommandFailure(Said said) {
        this(said, CronsCommandLine.FOUND, false);
    }

    private CommandFailure(Said said, int code, boolean passing) {
        super(said.in(Locale.ENGLISH));
        this.code = code;
        this.said = said;
        this.passing = passing;
    }

    /** A file cannot be read or written. */
    static CommandFailure ofFile(Path file, IOException ex) {
        return new CommandFailure("'%s' %s".formatted(file, because(ex)));
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
    static CommandFailure ofSentry(Said said) {
        return new CommandFailure(said, CronsCommandLine.SENTRY, false);
    }

    /** Sentry could not be reached, or has trouble of its own: it may answer otherwise in a moment. */
    static CommandFailure ofSentryForNow(Said said) {
        return new CommandFailure(said, CronsCommandLine.SENTRY, true);
    }

    /** Whether to try once more may help. */
    boolean isPassing() {
        return this.passing;
    }

    /** The message in a language. */
    String in(Locale locale) {
        return this.said == null ? Translator.to(locale).say(String.valueOf(getMessage())) : this.said.in(locale);
    }

    /** What the process ends with. */
    int code() {
        return this.code;
    }
}
