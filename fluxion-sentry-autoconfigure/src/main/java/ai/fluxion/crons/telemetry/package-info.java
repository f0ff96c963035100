/** What surrounds a run: its scope, its trace, its spans, its error. */
@NullMarked
package ai.fluxion.crons.telemetry;

import org.jspecify.annotations.NullMarked;
