/** What Sentry sees of an ETL that is no monitor. */
@NullMarked
package ai.fluxion.sample.etl.observacion;

import org.jspecify.annotations.NullMarked;
