/** The range of time that a load covers, and the slots of a schedule it comes from. */
@NullMarked
package ai.fluxion.sample.etl.ventana;

import org.jspecify.annotations.NullMarked;
