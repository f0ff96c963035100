/** Monitors, alerts and dashboards, made in Sentry through its Web API. */
@NullMarked
package ai.fluxion.crons.provision;

import org.jspecify.annotations.NullMarked;
