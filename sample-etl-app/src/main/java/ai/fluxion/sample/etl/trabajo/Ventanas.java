package ai.fluxion.sample.etl.trabajo;

import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.EtlProperties;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.ventana.Agenda;
import ai.fluxion.sample.etl.ventana.Ventana;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/**
 * Which window a run of a job is to load: from the slot that it runs for and from the last window that succeeded, never
 * from the moment it happens to run at. So a start that comes late or not at all loses nothing.
 */
@Component
class Ventanas {

    /** Spring may begin a few milliseconds before the slot, when the clock is set meanwhile. */
    private static final Duration TOLERANCIA = Duration.ofSeconds(1);

    private static final Duration SIN_PERIODO = Duration.ofMinutes(30);

    private final EtlProperties propiedades;
    private final Ejecuciones ejecuciones;
    private final Clock reloj;

    Ventanas(EtlProperties propiedades, Ejecuciones ejecuciones, Clock reloj) {
        this.propiedades = propiedades;
        this.ejecuciones = ejecuciones;
        this.reloj = reloj;
    }

    /** The slot that a run which begins now is for, in the stores' time. */
    LocalDateTime slot(Trabajo trabajo) {
        ZonedDateTime ahora = ZonedDateTime.now(reloj).withZoneSameInstant(propiedades.zona());
        ZonedDateTime slot = propiedades.agenda(trabajo).ultimo(ahora.plus(TOLERANCIA));
        return (slot == null ? ahora : slot).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS);
    }

    /** What a slot asks for, of all stores. */
    Ventana deTodas(Trabajo trabajo, LocalDateTime slot) {
        return switch (trabajo) {
            case VENTAS_HISTORICO -> ayer(slot);
            case VENTAS_DIARIO -> hoy(slot);
            default -> periodo(trabajo, slot);
        };
    }

    /** What a slot asks for, of one store: also what is still to be caught up with. */
    Ventana deTienda(Trabajo trabajo, Tienda tienda, LocalDateTime slot) {
        return switch (trabajo) {
            case VENTAS_HISTORICO -> ayer(slot);
            case VENTAS_DIARIO -> hoy(trabajo, tienda, slot);
            default -> desdeElUltimo(trabajo, tienda, slot);
        };
    }

    /** The day before the slot's. */
    private static Ventana ayer(LocalDateTime slot) {
        return Ventana.dia(slot.toLocalDate().minusDays(1));
    }

    /** The day so far at a slot; at midnight, the day that ends. */
    private static Ventana hoy(LocalDateTime slot) {
        return new Ventana(slot.minusNanos(1).toLocalDate().atStartOfDay(), slot);
    }

    /** From the slot before to this one. */
    private Ventana periodo(Trabajo trabajo, LocalDateTime slot) {
        return new Ventana(previo(trabajo, slot), slot);
    }

    /**
     * The day so far at a slot; at midnight, the day that ends. Earlier, if this job has not loaded the store since.
     */
    private Ventana hoy(Trabajo trabajo, Tienda tienda, LocalDateTime slot) {
        LocalDate dia = slot.minusNanos(1).toLocalDate();
        LocalDateTime inicio = dia.atStartOfDay();
        LocalDateTime ultimo = ejecuciones.ultimoFin(trabajo, tienda).orElse(inicio);
        return desde(ultimo.isBefore(inicio) ? ultimo : inicio, slot);
    }

    /** What came since the last window that succeeded; the first time, since the slot before. */
    private Ventana desdeElUltimo(Trabajo trabajo, Tienda tienda, LocalDateTime slot) {
        LocalDateTime previo = previo(trabajo, slot);
        LocalDateTime ultimo = ejecuciones.ultimoFin(trabajo, tienda).orElse(previo);
        return desde(ultimo.isBefore(slot) ? ultimo : previo, slot);
    }

    private Ventana desde(LocalDateTime inicio, LocalDateTime slot) {
        LocalDateTime limite = slot.minus(propiedades.ventanaMaxima());
        return new Ventana(inicio.isBefore(limite) ? limite : inicio, slot);
    }

    private LocalDateTime previo(Trabajo trabajo, LocalDateTime slot) {
        Agenda agenda = propiedades.agenda(trabajo);
        ZonedDateTime previo = agenda.ultimo(slot.atZone(propiedades.zona()).minusSeconds(1));
        return previo == null ? slot.minus(SIN_PERIODO) : previo.toLocalDateTime();
    }
}
