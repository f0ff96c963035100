/** For tests of applications: the check-ins that jobs made, and a clock to move. */
@NullMarked
package ai.fluxion.crons.test;

import org.jspecify.annotations.NullMarked;
