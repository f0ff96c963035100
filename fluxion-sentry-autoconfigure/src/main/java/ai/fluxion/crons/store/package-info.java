/** Where states and histories of monitors are kept. */
@NullMarked
package ai.fluxion.crons.store;

import org.jspecify.annotations.NullMarked;
