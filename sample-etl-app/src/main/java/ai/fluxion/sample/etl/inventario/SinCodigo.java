package ai.fluxion.sample.etl.inventario;

import java.util.BitSet;

/** Which of the articles that were told have no code. A try that failed had told some of them already. */
final class SinCodigo {

    private final BitSet faltan = new BitSet();
    private int contados;

    void contar(boolean falta) {
        faltan.set(contados++, falta);
    }

    /** How many of the last ones, which are those of the answer that succeeded. */
    long deLosUltimos(long cuantos) {
        return faltan.get((int) Math.max(0, contados - cuantos), contados).cardinality();
    }
}
