/** What statements cost, as Sentry and the log see it. */
@NullMarked
package ai.fluxion.sample.etl.consultas;

import org.jspecify.annotations.NullMarked;
