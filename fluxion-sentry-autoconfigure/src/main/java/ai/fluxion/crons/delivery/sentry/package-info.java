/** Check-ins as envelopes, through the Sentry SDK's own transport. */
@NullMarked
package ai.fluxion.crons.delivery.sentry;

import org.jspecify.annotations.NullMarked;
