/** Runs of Spring Batch jobs, told by a listener of each job. */
@NullMarked
package ai.fluxion.crons.intercept.batch;

import org.jspecify.annotations.NullMarked;
