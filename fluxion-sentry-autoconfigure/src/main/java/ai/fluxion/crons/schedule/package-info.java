/** When a job is due: reading every dialect, computing its slots, translating it exactly or refusing. */
@NullMarked
package ai.fluxion.crons.schedule;

import org.jspecify.annotations.NullMarked;
