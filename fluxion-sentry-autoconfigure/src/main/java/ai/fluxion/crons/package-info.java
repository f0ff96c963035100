/** What applications write against: run a body as a monitor, check in by hand, annotate a method. */
@NullMarked
package ai.fluxion.crons;

import org.jspecify.annotations.NullMarked;
