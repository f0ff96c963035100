/** The use cases: open and close a run, evaluate a minute, know every monitor. */
@NullMarked
package ai.fluxion.crons.engine;

import org.jspecify.annotations.NullMarked;
