/** Wiring, configuration properties, and what is said when they are wrong. */
@NullMarked
package ai.fluxion.crons.autoconfigure;

import org.jspecify.annotations.NullMarked;
