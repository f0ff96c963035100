package ai.fluxion.sample.etl.barrido;

import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.TipoError;
import ai.fluxion.sample.etl.tienda.Tienda;
import org.jspecify.annotations.Nullable;

/** What became of one store of a sweep. */
record Tramo(Tienda tienda, Resultado resultado, @Nullable TipoError error) {

    static final Resultado NADA = new Resultado(0, 0, 0, null, null);

    boolean fallido() {
        return error != null;
    }
}
