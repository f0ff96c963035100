/** The database that replicas share. */
@NullMarked
package ai.fluxion.sample.etl.postgres;

import org.jspecify.annotations.NullMarked;
