/** States and histories in a relational database that several processes share. */
@NullMarked
package ai.fluxion.crons.store.jdbc;

import org.jspecify.annotations.NullMarked;
