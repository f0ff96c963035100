/** Tracking: executions, gaps and their recovery, over HTTP. */
@NullMarked
package ai.fluxion.sample.etl.tracking;

import org.jspecify.annotations.NullMarked;
