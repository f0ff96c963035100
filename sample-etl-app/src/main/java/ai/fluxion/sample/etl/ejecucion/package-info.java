/** The record of what ran: one row of etl_ejecuciones a store and window. */
@NullMarked
package ai.fluxion.sample.etl.ejecucion;

import org.jspecify.annotations.NullMarked;
