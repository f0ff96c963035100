/** What the page must know of where it runs. */
@NullMarked
package ai.fluxion.sample.etl.pagina;

import org.jspecify.annotations.NullMarked;
