/** The bounded hand-over of check-ins to a sender, off the job's thread. */
@NullMarked
package ai.fluxion.crons.delivery;

import org.jspecify.annotations.NullMarked;
