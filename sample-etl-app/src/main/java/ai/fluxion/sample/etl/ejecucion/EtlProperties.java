package ai.fluxion.sample.etl.ejecucion;

import ai.fluxion.sample.etl.ventana.Agenda;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * The ETLs.
 *
 * @param zona the stores' zone: of every schedule and every window
 * @param version of the ETLs: Sentry's release
 * @param paralelismo how many stores of a sweep run at once
 * @param umbralRechazo from which share of rejected lines on a load is {@code parcial}
 * @param ventanaMaxima how far back a window reaches when nothing has succeeded for long
 * @param trabajos schedule, margin and maximum runtime of each job, by its key
 * @since 0.1.0
 */
@ConfigurationProperties("etl")
public record EtlProperties(
        @DefaultValue("America/Caracas") ZoneId zona,
        @DefaultValue("2.0") String version,
        @DefaultValue("4") int paralelismo,
        @DefaultValue("0.05") double umbralRechazo,
        @DefaultValue("7d") Duration ventanaMaxima,
        @DefaultValue Map<String, Programa> trabajos) {

    public EtlProperties {
        if (paralelismo < 1) {
            throw new IllegalArgumentException("etl.paralelismo: " + paralelismo + " is not positive");
        }
        if (umbralRechazo < 0 || umbralRechazo > 1) {
            throw new IllegalArgumentException("etl.umbral-rechazo: " + umbralRechazo + " is not a share");
        }
        trabajos = Map.copyOf(trabajos);
    }

    /** When a job runs; one that nothing schedules never does. */
    public Programa programa(Trabajo trabajo) {
        return trabajos.getOrDefault(trabajo.clave(), Programa.NINGUNO);
    }

    /** The slots of a job. */
    public Agenda agenda(Trabajo trabajo) {
        return new Agenda(programa(trabajo).cron(), zona);
    }

    /**
     * When a job runs.
     *
     * @param cron of six fields; {@code -}: never
     * @param margen how late it may begin
     * @param duracionMaxima how long it may take
     */
    public record Programa(
            String cron,
            @DefaultValue("5m") @DurationUnit(java.time.temporal.ChronoUnit.MINUTES) Duration margen,
            @DefaultValue("3h") @DurationUnit(java.time.temporal.ChronoUnit.MINUTES) Duration duracionMaxima) {

        static final Programa NINGUNO = new Programa("-", Duration.ofMinutes(5), Duration.ofHours(3));
    }
}
