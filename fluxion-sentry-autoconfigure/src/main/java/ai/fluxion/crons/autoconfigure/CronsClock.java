package ai.fluxion.crons.autoconfigure;

import java.time.Clock;

/**
 * The clock of crons: the bean {@code fluxionCronsClock} if there is one, else the system's. Not a {@link Clock} bean, which
 * would be handed to the application, and never the application's business clock.
 *
 * @param clock the clock
 */
record CronsClock(Clock clock) {}
