/** Sales: from KLK's invoice lines to ventas_raw. */
@NullMarked
package ai.fluxion.sample.etl.ventas;

import org.jspecify.annotations.NullMarked;
