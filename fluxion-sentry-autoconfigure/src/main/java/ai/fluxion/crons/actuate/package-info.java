/** The local view: endpoint, health, metrics. */
@NullMarked
package ai.fluxion.crons.actuate;

import org.jspecify.annotations.NullMarked;
