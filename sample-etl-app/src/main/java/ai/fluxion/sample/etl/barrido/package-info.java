/** A sweep: the same work for every store, none of them stopping another. */
@NullMarked
package ai.fluxion.sample.etl.barrido;

import org.jspecify.annotations.NullMarked;
