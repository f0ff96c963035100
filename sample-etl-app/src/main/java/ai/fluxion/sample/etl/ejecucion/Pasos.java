package ai.fluxion.sample.etl.ejecucion;

import ai.fluxion.crons.MonitorRun;

/**
 * The steps of a load, as its run sees them.
 *
 * @since 0.1.0
 */
public final class Pasos {

    private Pasos() {}

    /** Does a step; one that throws has failed. */
    public static <T, E extends Exception> T paso(MonitorRun run, String nombre, Accion<T, E> accion) throws E {
        try (MonitorRun.Step paso = run.step(nombre)) {
            boolean bien = false;
            try {
                T resultado = accion.hacer();
                bien = true;
                return resultado;
            } finally {
                if (!bien) {
                    paso.fail();
                }
            }
        }
    }

    /**
     * What a step does.
     *
     * @param <T> what comes of it
     * @param <E> what it throws
     */
    @FunctionalInterface
    public interface Accion<T, E extends Exception> {

        /** Does it. */
        T hacer() throws E;
    }
}
