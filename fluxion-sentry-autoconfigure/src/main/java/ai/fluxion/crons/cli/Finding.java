package ai.fluxion.crons.cli;

/**
 * What the doctor found.
 *
 * @param severity how bad it is
 * @param subject what was looked at
 * @param text what was seen, and what to do
 */
record Finding(Severity severity, String subject, String text) {

    /** How bad it is. */
    enum Severity {
        OK,
        /** Not as one might think; the exit code does not mind. */
        NOTE,
        /** To be put right. */
        PROBLEM
    }
}
