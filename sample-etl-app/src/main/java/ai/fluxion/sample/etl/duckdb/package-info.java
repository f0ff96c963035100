/** The embedded database: one file, one process, one writer at a time. */
@NullMarked
package ai.fluxion.sample.etl.duckdb;

import org.jspecify.annotations.NullMarked;
