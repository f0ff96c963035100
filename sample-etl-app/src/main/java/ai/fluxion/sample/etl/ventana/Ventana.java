package ai.fluxion.sample.etl.ventana;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A half-open range of the stores' local time, in whole seconds. It may cross midnight.
 *
 * @param desde its beginning, inclusive
 * @param hasta its end, exclusive; after the beginning
 * @since 0.1.0
 */
public record Ventana(LocalDateTime desde, LocalDateTime hasta) implements Comparable<Ventana> {

    public Ventana {
        desde = desde.truncatedTo(ChronoUnit.SECONDS);
        hasta = hasta.truncatedTo(ChronoUnit.SECONDS);
        if (!desde.isBefore(hasta)) {
            throw new IllegalArgumentException("a window must end after it begins: " + desde + " to " + hasta);
        }
    }

    /** A whole day. */
    public static Ventana dia(LocalDate dia) {
        return new Ventana(dia.atStartOfDay(), dia.plusDays(1).atStartOfDay());
    }

    /**
     * The window of the four fields of KLK and of the tracking table.
     *
     * @param fechaDesde first day, inclusive
     * @param fechaHasta last day, inclusive
     * @param horaDesde when on the first day; {@code null}: at its start
     * @param horaHasta until when on the last day; {@code null}: to its end
     */
    public static Ventana de(
            LocalDate fechaDesde, LocalDate fechaHasta, @Nullable LocalTime horaDesde, @Nullable LocalTime horaHasta) {
        return new Ventana(
                horaDesde == null ? fechaDesde.atStartOfDay() : fechaDesde.atTime(horaDesde),
                horaHasta == null ? fechaHasta.plusDays(1).atStartOfDay() : fechaHasta.atTime(horaHasta));
    }

    /** The first day. */
    public LocalDate fechaDesde() {
        return desde.toLocalDate();
    }

    /** The last day, inclusive. */
    public LocalDate fechaHasta() {
        return hasta.minusNanos(1).toLocalDate();
    }

    /** When on the first day it begins; {@code null}: at its start. */
    public @Nullable LocalTime horaDesde() {
        return desde.toLocalTime().equals(LocalTime.MIDNIGHT) ? null : desde.toLocalTime();
    }

    /** When on the last day it ends; {@code null}: at its end. */
    public @Nullable LocalTime horaHasta() {
        return hasta.toLocalTime().equals(LocalTime.MIDNIGHT) ? null : hasta.toLocalTime();
    }

    /** Whether all of it lies in the other. */
    public boolean dentroDe(Ventana otra) {
        return !desde.isBefore(otra.desde) && !hasta.isAfter(otra.hasta);
    }

    /** Whether the two have any second in common. */
    public boolean solapa(Ventana otra) {
        return desde.isBefore(otra.hasta) && otra.desde.isBefore(hasta);
    }

    /**
     * Its parts, cut at midnights: days begun or ended in the middle stand alone, whole days together.
     *
     * <p>KLK does not say whether hours that come with several days bound the range or each day of it; no part leaves
     * it the question.
     *
     * @param maxDias how many whole days a part may have
     */
    public List<Ventana> partes(int maxDias) {
        List<Ventana> partes = new ArrayList<>();
        LocalDateTime inicio = desde;
        while (inicio.isBefore(hasta)) {
            LocalDateTime fin = finDeParte(inicio, maxDias);
            partes.add(new Ventana(inicio, fin));
            inicio = fin;
        }
        return partes;
    }

    private LocalDateTime finDeParte(LocalDateTime inicio, int maxDias) {
        LocalDateTime medianoche = inicio.toLocalDate().plusDays(1).atStartOfDay();
        if (!inicio.toLocalTime().equals(LocalTime.MIDNIGHT) || medianoche.isAfter(hasta)) {
            return medianoche.isAfter(hasta) ? hasta : medianoche;
        }
        long dias = Math.min(maxDias, ChronoUnit.DAYS.between(inicio, hasta));
        return inicio.plusDays(dias);
    }

    @Override
    public int compareTo(Ventana otra) {
        int porInicio = desde.compareTo(otra.desde);
        return porInicio != 0 ? porInicio : hasta.compareTo(otra.hasta);
    }

    @Override
    public String toString() {
        return desde + "/" + hasta;
    }
}
