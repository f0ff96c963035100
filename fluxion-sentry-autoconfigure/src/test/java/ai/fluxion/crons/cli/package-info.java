@NullMarked
package ai.fluxion.crons.cli;

import org.jspecify.annotations.NullMarked;
