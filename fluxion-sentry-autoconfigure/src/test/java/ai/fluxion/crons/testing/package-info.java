/** A Sentry to test against: it receives envelopes over real HTTP, and fails in every way that networks do. */
@NullMarked
package ai.fluxion.crons.testing;

import org.jspecify.annotations.NullMarked;
