/** The commands of {@code java -jar application.jar crons}. */
@NullMarked
package ai.fluxion.crons.cli;

import org.jspecify.annotations.NullMarked;
