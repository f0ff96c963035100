/** Runs of Quartz jobs, told by Quartz's own listeners. */
@NullMarked
package ai.fluxion.crons.intercept.quartz;

import org.jspecify.annotations.NullMarked;
