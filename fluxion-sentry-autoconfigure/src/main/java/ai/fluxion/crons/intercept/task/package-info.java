/** A process that is one run: an ECS task, a Kubernetes CronJob. */
@NullMarked
package ai.fluxion.crons.intercept.task;

import org.jspecify.annotations.NullMarked;
