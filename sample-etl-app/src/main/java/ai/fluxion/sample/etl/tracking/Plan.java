package ai.fluxion.sample.etl.tracking;

import ai.fluxion.sample.etl.ejecucion.Ejecucion;
import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import ai.fluxion.sample.etl.ejecucion.Modo;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.ventana.Agenda;
import ai.fluxion.sample.etl.ventana.Cobertura;
import ai.fluxion.sample.etl.ventana.Ventana;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job's schedule says should be loaded.
 *
 * @param trabajo the job
 * @param agenda its slots
 * @param margen how long after its slot a window is missed
 */
record Plan(Trabajo trabajo, Agenda agenda, Duration margen) {

    /** The windows of the slots in a range of time, merged. */
    List<Ventana> esperadas(LocalDateTime desde, LocalDateTime ahora) {
        LocalDateTime limite = ahora.minus(margen);
        List<Ventana> ventanas = new ArrayList<>();
        LocalDateTime previo = null;
        for (LocalDateTime slot : limite.isBefore(desde) ? List.<LocalDateTime>of() : agenda.entre(desde, limite)) {
            Ventana ventana = ventana(previo, slot);
            if (ventana != null) {
                ventanas.add(ventana);
            }
            previo = slot;
        }
        return Cobertura.unir(ventanas);
    }

    private @Nullable Ventana ventana(@Nullable LocalDateTime previo, LocalDateTime slot) {
        return switch (trabajo) {
            case VENTAS_HISTORICO -> Ventana.dia(slot.toLocalDate().minusDays(1));
            case VENTAS_DIARIO -> new Ventana(slot.minusNanos(1).toLocalDate().atStartOfDay(), slot);
            // where clocks are set back, a slot reads earlier than the one before it; the hour is in their neighbours'
            // windows
            default -> previo == null || !previo.isBefore(slot) ? null : new Ventana(previo, slot);
        };
    }

    /** The slot that should have loaded the beginning of a range. */
    @Nullable LocalDateTime slotDe(Ventana rango, ZoneId zona) {
        LocalDateTime despues = trabajo == Trabajo.VENTAS_HISTORICO
                ? rango.fechaDesde().plusDays(1).atStartOfDay().minusSeconds(1)
                : rango.desde();
        ZonedDateTime slot = agenda.siguiente(despues.atZone(zona));
        return slot == null ? null : slot.toLocalDateTime();
    }

    /** Whether a window of an execution counts for this plan: sales are sales, but a catalogue is no stock. */
    boolean cuenta(Ejecucion ejecucion) {
        if (ejecucion.etlTipo() != trabajo.tipo()) {
            return false;
        }
        String otro = ejecucion.trabajo();
        return trabajo.tipo() == EtlTipo.VENTAS
                || otro == null
                || ejecucion.modo() == Modo.RECUPERACION
                || otro.equals(trabajo.nombre())
                || otro.equals(Trabajo.INVENTARIO.nombre());
    }

    /** Whether an execution shows that the job has begun to be run for its store. */
    boolean empezo(Ejecucion ejecucion) {
        return ejecucion.etlTipo() == trabajo.tipo()
                && ejecucion.modo() != Modo.RECUPERACION
                && (trabajo.tipo() == EtlTipo.VENTAS
                        || ejecucion.trabajo() == null
                        || ejecucion.trabajo().equals(trabajo.nombre()));
    }
}
