package ai.fluxion.sample.etl.tracking;

import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import ai.fluxion.sample.etl.ventana.Ventana;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * A range of a store that should be loaded and is not.
 *
 * @param etlTipo of what
 * @param ubicacionId the store
 * @param ubicacionNombre its name
 * @param fechaDesde first day
 * @param fechaHasta last day, inclusive
 * @param horaDesde when on the first day; {@code null}: at its start
 * @param horaHasta until when on the last day; {@code null}: to its end
 * @param fechaFallo when an execution of it first failed, or should have run
 * @param horasDesdeFallo how long ago that is
 * @param motivo {@code fallido} or {@code nunca_ejecutado}
 * @param errorTipo of the execution that failed
 * @param errorMensaje of the execution that failed
 * @since 0.1.0
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Gap(
        EtlTipo etlTipo,
        String ubicacionId,
        String ubicacionNombre,
        LocalDate fechaDesde,
        LocalDate fechaHasta,
        @JsonFormat(pattern = "HH:mm:ss") @Nullable LocalTime horaDesde,
        @JsonFormat(pattern = "HH:mm:ss") @Nullable LocalTime horaHasta,
        Instant fechaFallo,
        double horasDesdeFallo,
        String motivo,
        @Nullable String errorTipo,
        @Nullable String errorMensaje) {

    /** Its range. */
    @JsonIgnore
    public Ventana ventana() {
        return Ventana.de(fechaDesde, fechaHasta, horaDesde, horaHasta);
    }
}
