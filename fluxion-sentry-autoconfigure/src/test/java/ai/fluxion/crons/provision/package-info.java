@NullMarked
package ai.fluxion.crons.provision;

import org.jspecify.annotations.NullMarked;
