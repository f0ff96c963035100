/** Several replicas that share the work: profile cluster. */
@NullMarked
package ai.fluxion.sample.etl.cluster;

import org.jspecify.annotations.NullMarked;
