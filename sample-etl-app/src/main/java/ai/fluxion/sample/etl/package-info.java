/** The KLK ETLs of a retail chain, as the starter monitors them. */
@NullMarked
package ai.fluxion.sample.etl;

import org.jspecify.annotations.NullMarked;
