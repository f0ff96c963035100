package ai.fluxion.sample.etl.ejemplos;

/**
 * Un ejemplo que se corre una vez. Los beans de este paquete existen solo si la propiedad {@code etl.ejemplo} los nombra.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Ejemplo {

    /**
     * Lo corre.
     *
     * @throws Exception lo que el trabajo deje pasar
     */
    void correr() throws Exception;
}
