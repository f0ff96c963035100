/** A run's surroundings as a Sentry scope and transaction. */
@NullMarked
package ai.fluxion.crons.telemetry.sentry;

import org.jspecify.annotations.NullMarked;
