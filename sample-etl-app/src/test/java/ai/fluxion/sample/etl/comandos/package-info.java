/** The commands of the packaged application, each in a process of its own. */
@NullMarked
package ai.fluxion.sample.etl.comandos;

import org.jspecify.annotations.NullMarked;
