package ai.fluxion.sample.etl.simulador;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the body of an answer. */
@FunctionalInterface
interface Respuesta {

    void escribir(OutputStream salida) throws IOException;
}
