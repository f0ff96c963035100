package ai.fluxion.sample.etl.tracking;

/** What somebody asked for makes no sense; the message is for them. */
final class SolicitudInvalidaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SolicitudInvalidaException(String mensaje) {
        super(mensaje);
    }
}
