package ai.fluxion.sample.etl.tracking;

import ai.fluxion.sample.etl.ejecucion.Ejecucion;
import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Estado;
import ai.fluxion.sample.etl.ejecucion.EtlProperties;
import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import ai.fluxion.sample.etl.ejecucion.Modo;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.observacion.Observador;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.ventana.Cobertura;
import ai.fluxion.sample.etl.ventana.Ventana;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Finds gaps: what the schedules, and executions that failed, say should be loaded, without the ranges that executions
 * have loaded or are loading. Nothing is expected of a store before its first execution. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Service
public class Gaps {

    private static final List<Trabajo> CON_HORARIO = List.of(
            Trabajo.VENTAS_HISTORICO,
            Trabajo.VENTAS_DIARIO,
            Trabajo.VENTAS_INCREMENTAL,
            Trabajo.STOCK_ACTUAL,
            Trabajo.PRODUCTOS,
            Trabajo.INVENTARIO);

    private final Ejecuciones ejecuciones;
    private final Tiendas tiendas;
    private final EtlProperties propiedades;
    private final Observador observador;
    private final Clock reloj;

    Gaps(Ejecuciones ejecuciones, Tiendas tiendas, EtlProperties propiedades, Observador observador, Clock reloj) {
        this.ejecuciones = ejecuciones;
        this.tiendas = tiendas;
        this.propiedades = propiedades;
        this.observador = observador;
        this.reloj = reloj;
    }

    /**
     * The gaps, oldest first. A gap ends at midnight: the next day's is one of its own.
     *
     * @param tipo of which; {@code null}: all
     * @param tienda of which store; {@code null}: all
     * @param maximo how long ago it failed at most
     */
    public List<Gap> abiertos(@Nullable EtlTipo tipo, @Nullable String tienda, Duration maximo) {
        Instant ahora = reloj.instant();
        Busqueda busqueda = busqueda(ahora, maximo);
        List<Gap> gaps = new ArrayList<>();
        for (Tienda una : tiendas.todas()) {
            if (tienda != null && !tienda.equals(una.id())) {
                continue;
            }
            for (EtlTipo uno : EtlTipo.values()) {
                if (tipo == null || tipo == uno) {
                    List<Gap> suyos = observador.tramo(
                            "gap.detect", "detectar gaps", una.id(), () -> deTienda(busqueda, uno, una));
                    gaps.addAll(suyos);
                }
            }
        }
        gaps.removeIf(gap -> gap.fechaFallo().isBefore(ahora.minus(maximo)));
        gaps.sort(Comparator.comparing(Gap::fechaFallo).thenComparing(Gap::ubicacionId));
        return gaps;
    }

    private Busqueda busqueda(Instant ahora, Duration maximo) {
        LocalDateTime local = LocalDateTime.ofInstant(ahora, propiedades.zona());
        // A day's window fails a day after it began.
        LocalDateTime desde = local.minus(maximo).minusDays(2);
        List<Ejecucion> todas = ejecuciones.desde(desde.toLocalDate());
        Map<Trabajo, List<Ventana>> esperadas = new EnumMap<>(Trabajo.class);
        for (Trabajo trabajo : CON_HORARIO) {
            Plan plan = plan(trabajo);
            // Slots before it began are of no use, and a job of each minute has 43,200 a month.
            inicio(plan, todas)
                    .map(inicio -> inicio.minusDays(2))
                    .map(inicio -> inicio.isAfter(desde) ? inicio : desde)
                    .ifPresent(inicio -> esperadas.put(trabajo, plan.esperadas(inicio, local)));
        }
        return new Busqueda(ahora, esperadas, todas);
    }

    private static Optional<LocalDateTime> inicio(Plan plan, List<Ejecucion> ejecuciones) {
        return ejecuciones.stream()
                .filter(plan::empezo)
                .map(una -> una.ventana().desde())
                .min(Comparator.naturalOrder());
    }

    private Plan plan(Trabajo trabajo) {
        return new Plan(
                trabajo,
                propiedades.agenda(trabajo),
                propiedades.programa(trabajo).margen());
    }

    private List<Gap> deTienda(Busqueda busqueda, EtlTipo tipo, Tienda tienda) {
        List<Ejecucion> suyas = busqueda.ejecuciones().stream()
                .filter(una -> una.etlTipo() == tipo && una.ubicacionId().equals(tienda.id()))
                .toList();
        List<Ventana> fallidas = new ArrayList<>();
        List<Ventana> nunca = new ArrayList<>();
        for (Trabajo trabajo : CON_HORARIO) {
            if (trabajo.tipo() == tipo) {
                Plan plan = plan(trabajo);
                List<Ventana> cubiertas =
                        ventanas(plan, suyas, una -> una.cubre() || una.estado() == Estado.EN_PROCESO);
                List<Ventana> suyasFallidas = ventanas(plan, suyas, una -> una.estado() == Estado.FALLIDO);
                fallidas.addAll(Cobertura.restar(suyasFallidas, cubiertas));
                cubiertas.addAll(suyasFallidas);
                List<Ventana> esperadas = busqueda.esperadas().getOrDefault(trabajo, List.of());
                nunca.addAll(Cobertura.restar(desdeQueEmpezo(plan, esperadas, suyas), cubiertas));
            }
        }
        // What failed stands alone: people look for the window that they saw fail.
        return Stream.of(Cobertura.unir(fallidas), Cobertura.restar(nunca, fallidas))
                .flatMap(List::stream)
                .flatMap(rango -> rango.partes(1).stream())
                .map(rango -> gap(busqueda, tipo, tienda, rango, suyas))
                .toList();
    }

    private List<Ventana> ventanas(Plan plan, List<Ejecucion> suyas, Predicate<Ejecucion> cuales) {
        return suyas.stream()
                .filter(plan::cuenta)
                .filter(cuales)
                .flatMap(una -> Stream.ofNullable(hastaSuInicio(una)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Its window without what had not been sold yet when it began: people may ask for all of today at noon. */
    private @Nullable Ventana hastaSuInicio(Ejecucion ejecucion) {
        Ventana ventana = ejecucion.ventana();
        if (ejecucion.modo() != Modo.RECUPERACION) {
            return ventana; // up to its slot, which Spring may be some milliseconds ahead of
        }
        LocalDateTime inicio = LocalDateTime.ofInstant(ejecucion.fechaInicio(), propiedades.zona())
                .truncatedTo(ChronoUnit.SECONDS);
        if (!ventana.hasta().isAfter(inicio)) {
            return ventana;
        }
        return ventana.desde().isBefore(inicio) ? new Ventana(ventana.desde(), inicio) : null;
    }

    private static List<Ventana> desdeQueEmpezo(Plan plan, List<Ventana> esperadas, List<Ejecucion> suyas) {
        return inicio(plan, suyas)
                .map(inicio -> esperadas.stream()
                        .flatMap(ventana -> Stream.ofNullable(desdeEntonces(ventana, inicio)))
                        .toList())
                .orElse(List.of());
    }

    private static @Nullable Ventana desdeEntonces(Ventana ventana, LocalDateTime desde) {
        if (!ventana.hasta().isAfter(desde)) {
            return null;
        }
        return ventana.desde().isBefore(desde) ? new Ventana(desde, ventana.hasta()) : ventana;
    }

    private Gap gap(Busqueda busqueda, EtlTipo tipo, Tienda tienda, Ventana rango, List<Ejecucion> suyas) {
        Optional<Ejecucion> fallida = suyas.stream()
                .filter(una -> una.estado() == Estado.FALLIDO && una.ventana().solapa(rango))
                .findFirst();
        Instant fallo = fallida.map(una -> Objects.requireNonNullElse(una.fechaFin(), una.fechaInicio()))
                .orElseGet(() -> debioCorrer(tipo, rango, busqueda.ahora()));
        double horas = Duration.between(fallo, busqueda.ahora()).toMillis() / 3_600_000.0;
        return new Gap(
                tipo,
                tienda.id(),
                tienda.nombre(),
                rango.fechaDesde(),
                rango.fechaHasta(),
                rango.horaDesde(),
                rango.horaHasta(),
                fallo,
                Math.round(horas * 100) / 100.0,
                fallida.isPresent() ? "fallido" : "nunca_ejecutado",
                fallida.map(Ejecucion::errorTipo).orElse(null),
                fallida.map(Ejecucion::errorMensaje).orElse(null));
    }

    private Instant debioCorrer(EtlTipo tipo, Ventana rango, Instant ahora) {
        return CON_HORARIO.stream()
                .filter(trabajo -> trabajo.tipo() == tipo)
                .flatMap(trabajo -> Stream.ofNullable(plan(trabajo).slotDe(rango, propiedades.zona())))
                .min(Comparator.naturalOrder())
                .map(slot -> slot.atZone(propiedades.zona()).toInstant())
                .filter(slot -> slot.isBefore(ahora))
                .orElse(ahora);
    }

    private record Busqueda(Instant ahora, Map<Trabajo, List<Ventana>> esperadas, List<Ejecucion> ejecuciones) {}
}
