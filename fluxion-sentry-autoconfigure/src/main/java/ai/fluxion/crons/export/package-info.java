/** The infrastructure that runs a monitored job elsewhere, written from its monitor and compared with it. */
@NullMarked
package ai.fluxion.crons.export;

import org.jspecify.annotations.NullMarked;
