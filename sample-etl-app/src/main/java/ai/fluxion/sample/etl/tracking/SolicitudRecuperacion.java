package ai.fluxion.sample.etl.tracking;

import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import ai.fluxion.sample.etl.ventana.Ventana;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.OptBoolean;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A wish to load a range.
 *
 * @param etlTipo of what
 * @param ubicacionId the store
 * @param fechaDesde first day
 * @param fechaHasta last day, inclusive
 * @param horaDesde when on the first day; {@code null}: at its start
 * @param horaHasta until when on the last day; {@code null}: to its end
 * @since 0.1.0
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SolicitudRecuperacion(
        @NotNull EtlTipo etlTipo,
        @NotBlank String ubicacionId,
        @NotNull @JsonFormat(lenient = OptBoolean.FALSE) LocalDate fechaDesde,
        @NotNull @JsonFormat(lenient = OptBoolean.FALSE) LocalDate fechaHasta,
        @JsonFormat(pattern = "HH:mm[:ss]", lenient = OptBoolean.FALSE)
                @Schema(type = "string", example = "09:35:00")
                @Nullable LocalTime horaDesde,
        @JsonFormat(pattern = "HH:mm[:ss]", lenient = OptBoolean.FALSE)
                @Schema(type = "string", example = "10:05:00")
                @Nullable LocalTime horaHasta) {

    private static final int DIAS_MAXIMOS = 31;
    private static final LocalDate PRIMERA = LocalDate.of(2000, 1, 1);

    /**
     * The range.
     *
     * @param ahora in the stores' time: what has not begun cannot be loaded
     * @throws SolicitudInvalidaException if it is none, or too long, or out of reach
     */
    Ventana ventana(LocalDateTime ahora) {
        if (fechaDesde.isBefore(PRIMERA)) {
            throw new SolicitudInvalidaException("fecha_desde " + fechaDesde + " es anterior a " + PRIMERA);
        }
        if (fechaDesde.isAfter(ahora.toLocalDate())) {
            throw new SolicitudInvalidaException("fecha_desde " + fechaDesde + " está en el futuro");
        }
        Ventana ventana = rango();
        if (!ventana.desde().isBefore(ahora)) {
            throw new SolicitudInvalidaException("hora_desde " + horaDesde + " está en el futuro");
        }
        return ventana;
    }

    private Ventana rango() {
        if (fechaHasta.isBefore(fechaDesde)) {
            throw new SolicitudInvalidaException(
                    "fecha_hasta " + fechaHasta + " es anterior a fecha_desde " + fechaDesde);
        }
        if (fechaHasta.isAfter(fechaDesde.plusDays(DIAS_MAXIMOS - 1L))) {
            throw new SolicitudInvalidaException("el rango es de más de " + DIAS_MAXIMOS + " días");
        }
        try {
            return Ventana.de(fechaDesde, fechaHasta, horaDesde, horaHasta);
        } catch (IllegalArgumentException e) {
            throw new SolicitudInvalidaException(
                    "hora_hasta " + horaHasta + " no es posterior a hora_desde " + horaDesde);
        }
    }

    /** All of it, as Sentry's context. */
    Map<String, Object> contexto() {
        Map<String, Object> contexto = new LinkedHashMap<>();
        contexto.put("etl_tipo", etlTipo.palabra());
        contexto.put("ubicacion_id", ubicacionId);
        contexto.put("fecha_desde", fechaDesde.toString());
        contexto.put("fecha_hasta", fechaHasta.toString());
        if (horaDesde != null) {
            contexto.put("hora_desde", horaDesde.toString());
        }
        if (horaHasta != null) {
            contexto.put("hora_hasta", horaHasta.toString());
        }
        return contexto;
    }
}
