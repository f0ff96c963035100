package ai.fluxion.crons.cli;

/** A command cannot do what it was asked; the message is for people. */
final class CommandFailure extends RuntimeException {

    CommandFailure(String message) {
        super(message);
    }
}
