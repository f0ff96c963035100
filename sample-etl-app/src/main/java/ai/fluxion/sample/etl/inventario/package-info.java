/** Inventory: from KLK's articles to productos and stock_actual. */
@NullMarked
package ai.fluxion.sample.etl.inventario;

import org.jspecify.annotations.NullMarked;
