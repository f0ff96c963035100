package ai.fluxion.sample.etl.ejecucion;

/**
 * A load has failed that another replica did; it has reported the failure itself.
 *
 * @since 0.1.0
 */
public final class FalloAjenoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final TipoError tipo;

    /**
     * @param tipo why it failed
     * @param mensaje what the replica said
     */
    public FalloAjenoException(TipoError tipo, String mensaje) {
        super(mensaje, null, false, false); // what happened, happened elsewhere: no stack
        this.tipo = tipo;
    }

    /** Why it failed. */
    public TipoError tipo() {
        return tipo;
    }
}
