@NullMarked
package ai.fluxion.crons.export;

import org.jspecify.annotations.NullMarked;
