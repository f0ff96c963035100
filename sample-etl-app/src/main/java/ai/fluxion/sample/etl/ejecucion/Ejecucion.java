package ai.fluxion.sample.etl.ejecucion;

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
 * A row of {@code etl_ejecuciones}. Days and hours are the store's, {@code fecha_inicio} and {@code fecha_fin}
 * instants.
 *
 * @param id its number
 * @param etlTipo what it loads
 * @param ubicacionId the store
 * @param ubicacionNombre the store's name
 * @param fechaInicio when it began
 * @param fechaFin when it ended; {@code null}: it has not
 * @param duracionSegundos how long it took
 * @param fechaDesde first day of its window
 * @param fechaHasta last day of its window, inclusive
 * @param horaDesde when on the first day; {@code null}: at its start
 * @param horaHasta until when on the last day; {@code null}: to its end
 * @param estado what became of it
 * @param registrosExtraidos how many records KLK gave
 * @param registrosCargados how many are loaded
 * @param errorMensaje why it failed
 * @param errorTipo what failed
 * @param modo how its window was chosen
 * @param versionEtl of the ETL
 * @param host where it ran
 * @param trabajo the job's name; not told
 * @since 0.1.0
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Ejecucion(
        long id,
        EtlTipo etlTipo,
        String ubicacionId,
        @Nullable String ubicacionNombre,
        Instant fechaInicio,
        @Nullable Instant fechaFin,
        @Nullable Double duracionSegundos,
        LocalDate fechaDesde,
        LocalDate fechaHasta,
        @JsonFormat(pattern = "HH:mm:ss") @Nullable LocalTime horaDesde,
        @JsonFormat(pattern = "HH:mm:ss") @Nullable LocalTime horaHasta,
        Estado estado,
        @Nullable Long registrosExtraidos,
        @Nullable Long registrosCargados,
        @Nullable String errorMensaje,
        @Nullable String errorTipo,
        Modo modo,
        @Nullable String versionEtl,
        @Nullable String host,
        @JsonIgnore @Nullable String trabajo) {

    /** Its window. */
    public Ventana ventana() {
        return Ventana.de(fechaDesde, fechaHasta, horaDesde, horaHasta);
    }

    /** Whether its window is loaded. */
    public boolean cubre() {
        return estado == Estado.EXITOSO || estado == Estado.PARCIAL;
    }
}
