/** Runs of jobs that ShedLock locks: they open once the lock is held, and a refused lock is a skipped slot. */
@NullMarked
package ai.fluxion.crons.intercept.shedlock;

import org.jspecify.annotations.NullMarked;
