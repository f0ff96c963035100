/** From an execution of @Scheduled and @CronMonitor methods to a run. */
@NullMarked
package ai.fluxion.crons.intercept;

import org.jspecify.annotations.NullMarked;
