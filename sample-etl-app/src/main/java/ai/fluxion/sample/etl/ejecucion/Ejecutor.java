package ai.fluxion.sample.etl.ejecucion;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.sample.etl.ventana.Ventana;
import io.sentry.Sentry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Component;

/**
 * Runs one load as an execution: recorded in the tracking table, and told to the run that people see in Sentry. Safe
 * for concurrent use.
 *
 * @since 0.1.0
 */
@Component
public class Ejecutor {

    private static final Logger log = LoggerFactory.getLogger(Ejecutor.class);

    private final Ejecuciones ejecuciones;
    private final EtlProperties propiedades;

    /** Failures that the tracking does not have yet: it would say that they still run, and their gaps would not be seen. */
    private final Queue<Fallo> sinAnotar = new ConcurrentLinkedQueue<>();

    Ejecutor(Ejecuciones ejecuciones, EtlProperties propiedades) {
        this.ejecuciones = ejecuciones;
        this.propiedades = propiedades;
    }

    /**
     * Runs a load.
     *
     * @param run told tags, context, metrics, and of a failure what kind it is; the failure itself is thrown
     * @throws RuntimeException what the load throws; an {@link SQLException} as Spring's
     */
    public Resultado ejecutar(Encargo encargo, MonitorRun run, Carga carga) {
        return ejecutar(encargo, run, () -> ejecuciones.iniciar(encargo), carga);
    }

    /**
     * Runs a load whose execution is recorded already.
     *
     * @param id the execution's
     * @see #ejecutar(Encargo, MonitorRun, Carga)
     */
    public Resultado ejecutar(Encargo encargo, long id, MonitorRun run, Carga carga) {
        return ejecutar(encargo, run, () -> id, carga);
    }

    private Resultado ejecutar(Encargo encargo, MonitorRun run, LongSupplier id, Carga carga) {
        etiquetar(run, encargo.trabajo(), encargo.ventana());
        run.tag("tienda", encargo.tienda().id());
        anotarFallos();
        long inicio = System.nanoTime();
        try {
            return ejecutar(encargo, run, carga, id.getAsLong(), inicio);
        } catch (RuntimeException e) {
            run.tag("error_tipo", TipoError.de(e).palabra());
            throw e;
        }
    }

    private Resultado ejecutar(Encargo encargo, MonitorRun run, Carga carga, long id, long inicio) {
        try {
            Resultado resultado = carga.cargar(id);
            Duration duracion = Duration.ofNanos(System.nanoTime() - inicio);
            Estado estado = estado(resultado);
            ejecuciones.terminar(id, estado, resultado, duracion);
            run.tag("estado", estado.palabra());
            medir(run, encargo.trabajo().tipo(), resultado, duracion);
            log.atLevel(estado == Estado.PARCIAL ? Level.WARN : Level.INFO)
                    .log(
                            "{}: {} extraidos, {} cargados, {} rechazados in {} s ({} lines a second), {}",
                            encargo,
                            resultado.extraidos(),
                            resultado.cargados(),
                            resultado.rechazados(),
                            String.format(Locale.ROOT, "%.2f", duracion.toNanos() / 1e9),
                            Math.round(resultado.extraidos() * 1e9 / Math.max(1, duracion.toNanos())),
                            estado);
            return resultado;
        } catch (SQLException e) {
            RuntimeException fallo = new UncategorizedSQLException(encargo.toString(), null, e);
            fallar(id, fallo, inicio);
            throw fallo;
        } catch (RuntimeException | Error e) {
            fallar(id, e, inicio);
            throw e;
        }
    }

    private void fallar(long id, Throwable fallo, long inicio) {
        String mensaje = Objects.requireNonNullElse(fallo.getMessage(), fallo.toString());
        Fallo suyo = new Fallo(id, TipoError.de(fallo), mensaje, Duration.ofNanos(System.nanoTime() - inicio));
        try {
            anotar(suyo);
        } catch (RuntimeException e) {
            fallo.addSuppressed(e);
            sinAnotar.add(suyo);
        }
    }

    /** What could not be written, now; or by the next process, that finds it running. One that never can keeps back no other. */
    private void anotarFallos() {
        for (int quedan = sinAnotar.size(); quedan > 0; quedan--) {
            Fallo uno = sinAnotar.poll();
            if (uno == null) {
                return;
            }
            try {
                anotar(uno);
            } catch (RuntimeException e) {
                log.debug("still not written: {}", uno, e);
                sinAnotar.add(uno);
            }
        }
    }

    private void anotar(Fallo fallo) {
        ejecuciones.fallar(fallo.id, fallo.tipo, fallo.mensaje, fallo.duracion);
    }

    private Estado estado(Resultado resultado) {
        boolean parcial = resultado.rechazados() > resultado.extraidos() * propiedades.umbralRechazo();
        return parcial ? Estado.PARCIAL : Estado.EXITOSO;
    }

    /** Tells a run what is being loaded. */
    public static void etiquetar(MonitorRun run, Trabajo trabajo, Ventana ventana) {
        // Several monitors run one ETL, and people look for the ETL.
        Sentry.configureScope(scope -> scope.setTransaction("ETL: " + trabajo.etlName()));
        run.tag("etl_name", trabajo.etlName())
                .tag("etl_tipo", trabajo.tipo().palabra())
                .tag("modo", trabajo.modo().palabra())
                .context("fecha_inicio", ventana.fechaDesde().toString())
                .context("fecha_fin", ventana.fechaHasta().toString())
                .context("hora_desde", Objects.toString(ventana.horaDesde(), "00:00"))
                .context("hora_hasta", Objects.toString(ventana.horaHasta(), "24:00"));
    }

    /** Tells a run what was loaded. */
    public static void medir(MonitorRun run, EtlTipo tipo, Resultado resultado, Duration duracion) {
        if (tipo == EtlTipo.VENTAS) {
            run.metric("registros_extraidos", resultado.extraidos());
            run.metric("registros_cargados", resultado.cargados());
            run.metric("registros_rechazados", resultado.rechazados());
            if (resultado.facturas() != null) {
                run.metric("facturas", resultado.facturas());
            }
            if (resultado.ventaTotalUsd() != null) {
                run.metric("venta_total_usd", resultado.ventaTotalUsd());
            }
        } else {
            run.metric("productos_extraidos", resultado.extraidos());
            run.metric("productos_cargados", resultado.cargados());
        }
        run.metric("duration_seconds", duracion.toNanos() / 1e9);
    }

    /** A load. */
    @FunctionalInterface
    public interface Carga {

        /**
         * Loads.
         *
         * @param ejecucion the execution's id
         */
        Resultado cargar(long ejecucion) throws SQLException;
    }

    private record Fallo(long id, TipoError tipo, String mensaje, Duration duracion) {}
}
