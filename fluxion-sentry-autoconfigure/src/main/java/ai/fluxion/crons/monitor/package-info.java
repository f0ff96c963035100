/** The domain, pure: a monitor's definition, its check-ins, its state and the transition between states. */
@NullMarked
package ai.fluxion.crons.monitor;

import org.jspecify.annotations.NullMarked;
