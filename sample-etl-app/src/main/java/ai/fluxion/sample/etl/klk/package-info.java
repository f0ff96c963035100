/** The client of KLK, the point-of-sale vendor's API. */
@NullMarked
package ai.fluxion.sample.etl.klk;

import org.jspecify.annotations.NullMarked;
