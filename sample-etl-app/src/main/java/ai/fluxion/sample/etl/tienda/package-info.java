/** The stores of the chain: one list in the configuration. */
@NullMarked
package ai.fluxion.sample.etl.tienda;

import org.jspecify.annotations.NullMarked;
