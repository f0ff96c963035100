package ai.fluxion.sample.etl.tracking;

import ai.fluxion.sample.etl.ejecucion.Ejecucion;
import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Estado;
import ai.fluxion.sample.etl.ejecucion.EtlProperties;
import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import ai.fluxion.sample.etl.ejecucion.Modo;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.ventana.Agenda;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** What each job is scheduled for, and what it did today. */
@Service
class EstadoCron {

    private final EtlProperties propiedades;
    private final Ejecuciones ejecuciones;
    private final Clock reloj;
    private final boolean programacion;

    EstadoCron(
            EtlProperties propiedades,
            Ejecuciones ejecuciones,
            Clock reloj,
            @Value("${etl.programacion.activa:true}") boolean programacion) {
        this.propiedades = propiedades;
        this.ejecuciones = ejecuciones;
        this.reloj = reloj;
        this.programacion = programacion;
    }

    List<EstadoTrabajo> todos() {
        ZonedDateTime ahora = ZonedDateTime.now(reloj).withZoneSameInstant(propiedades.zona());
        LocalDate hoy = ahora.toLocalDate();
        List<Ejecucion> deHoy =
                ejecuciones.iniciadasDesde(hoy.atStartOfDay(propiedades.zona()).toInstant());
        return Arrays.stream(Trabajo.values())
                .map(trabajo -> estado(trabajo, ahora, deHoy))
                .toList();
    }

    private EstadoTrabajo estado(Trabajo trabajo, ZonedDateTime ahora, List<Ejecucion> deHoy) {
        Agenda agenda = propiedades.agenda(trabajo);
        boolean aDemanda = trabajo.modo() == Modo.RECUPERACION;
        boolean activo = aDemanda || (programacion && agenda.activa());
        ZonedDateTime proxima = activo ? agenda.siguiente(ahora) : null;
        List<Ejecucion> suyas = deHoy.stream()
                .filter(una -> trabajo.nombre().equals(una.trabajo()))
                .toList();
        return new EstadoTrabajo(
                trabajo.nombre(),
                trabajo.tipo(),
                trabajo.modo(),
                activo,
                aDemanda
                        ? "a demanda"
                        : EnPalabras.horario(propiedades.programa(trabajo).cron()),
                aDemanda ? null : propiedades.programa(trabajo).cron(),
                propiedades.zona().getId(),
                proxima == null ? null : proxima.toInstant(),
                new Hoy(
                        suyas.size(),
                        cuantas(suyas, Estado.EXITOSO),
                        cuantas(suyas, Estado.FALLIDO),
                        cuantas(suyas, Estado.PARCIAL),
                        cuantas(suyas, Estado.EN_PROCESO)));
    }

    private static long cuantas(List<Ejecucion> ejecuciones, Estado estado) {
        return ejecuciones.stream().filter(una -> una.estado() == estado).count();
    }

    /**
     * A job.
     *
     * @param horario its schedule in words
     * @param cron its schedule; {@code null}: on demand
     * @param proximaEjecucion {@code null}: none
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record EstadoTrabajo(
            String etl,
            EtlTipo etlTipo,
            Modo modo,
            boolean activo,
            String horario,
            @Nullable String cron,
            String zona,
            @Nullable Instant proximaEjecucion,
            Hoy hoy) {}

    /** Executions of today, by what became of them; one a store. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Hoy(long total, long exitosas, long fallidas, long parciales, long enProceso) {}
}
