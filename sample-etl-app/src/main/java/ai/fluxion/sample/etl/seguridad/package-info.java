/** Who may read and who may write. */
@NullMarked
package ai.fluxion.sample.etl.seguridad;

import org.jspecify.annotations.NullMarked;
