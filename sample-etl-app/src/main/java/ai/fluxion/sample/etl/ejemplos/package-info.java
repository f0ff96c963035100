/** Diez formas de vigilar un trabajo, cada una por su nombre: {@code --etl.ejemplo=simple}. */
@NullMarked
package ai.fluxion.sample.etl.ejemplos;

import org.jspecify.annotations.NullMarked;
