package ai.fluxion.sample.etl.ventas;

/** A line cannot be loaded; the message says why, in the words of the people who read ventas_rechazadas. */
final class LineaRechazada extends Exception {

    private static final long serialVersionUID = 1L;

    LineaRechazada(String motivo) {
        super(motivo, null, false, false); // an answer, not an accident: no stack
    }

    String motivo() {
        return String.valueOf(getMessage());
    }
}
