/** The scheduled jobs, each of them a monitor. */
@NullMarked
package ai.fluxion.sample.etl.trabajo;

import org.jspecify.annotations.NullMarked;
