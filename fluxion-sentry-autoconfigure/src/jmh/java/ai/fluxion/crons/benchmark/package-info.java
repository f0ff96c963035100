/** Runs what is measured in this module. */
@NullMarked
package ai.fluxion.crons.benchmark;

import org.jspecify.annotations.NullMarked;
