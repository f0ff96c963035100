package ai.fluxion.sample.etl.tracking;

import ai.fluxion.sample.etl.ejecucion.Ejecucion;
import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Estado;
import ai.fluxion.sample.etl.ejecucion.EtlProperties;
import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import ai.fluxion.sample.etl.ejecucion.Modo;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.ventana.Ventana;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The tracking API. */
@RestController
@RequestMapping("/api/etl/tracking")
@Tag(name = "tracking", description = "Ejecuciones, gaps y su recuperación")
class TrackingController {

    private final Ejecuciones ejecuciones;
    private final Gaps gaps;
    private final Metricas metricas;
    private final EstadoCron cron;
    private final Recuperacion recuperacion;
    private final Conectividad conectividad;
    private final Tiendas tiendas;
    private final Etiquetas etiquetas;
    private final EtlProperties propiedades;
    private final Clock reloj;

    TrackingController(
            Ejecuciones ejecuciones,
            Gaps gaps,
            Metricas metricas,
            EstadoCron cron,
            Recuperacion recuperacion,
            Conectividad conectividad,
            Tiendas tiendas,
            Etiquetas etiquetas,
            EtlProperties propiedades,
            Clock reloj) {
        this.ejecuciones = ejecuciones;
        this.gaps = gaps;
        this.metricas = metricas;
        this.cron = cron;
        this.recuperacion = recuperacion;
        this.conectividad = conectividad;
        this.tiendas = tiendas;
        this.etiquetas = etiquetas;
        this.propiedades = propiedades;
        this.reloj = reloj;
    }

    @GetMapping("/ejecuciones")
    @Operation(summary = "Ejecuciones, la más nueva primero")
    List<Ejecucion> ejecuciones(
            @RequestParam(name = "etl_tipo", required = false) @Nullable EtlTipo tipo,
            @RequestParam(name = "ubicacion_id", required = false) @Nullable String tienda,
            @RequestParam(required = false) @Nullable Modo modo,
            @RequestParam(required = false) @Nullable Estado estado,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limite) {
        etiquetas.de("get_ejecuciones", tipo, tienda);
        return ejecuciones.buscar(tipo, tienda, modo, estado, limite);
    }

    @GetMapping("/gaps")
    @Operation(summary = "Rangos sin cargar, el más viejo primero")
    List<Gap> gaps(
            @RequestParam(name = "etl_tipo", required = false) @Nullable EtlTipo tipo,
            @RequestParam(name = "ubicacion_id", required = false) @Nullable String tienda,
            @RequestParam(name = "max_horas", defaultValue = "168") @Min(1) @Max(720) int maxHoras) {
        etiquetas.de("get_gaps", tipo, tienda);
        return gaps.abiertos(tipo, tienda, Duration.ofHours(maxHoras));
    }

    @GetMapping("/metricas")
    @Operation(summary = "Sumas por tienda y día")
    List<Metricas.Metrica> metricas(
            @RequestParam(name = "etl_tipo", required = false) @Nullable EtlTipo tipo,
            @RequestParam(name = "ubicacion_id", required = false) @Nullable String tienda,
            @RequestParam(defaultValue = "7") @Min(1) @Max(90) int dias) {
        etiquetas.de("get_metricas", tipo, tienda);
        return metricas.deLosUltimos(dias, tipo, tienda);
    }

    @GetMapping("/cron/status")
    @Operation(summary = "Horario y día de hoy de cada ETL")
    List<EstadoCron.EstadoTrabajo> cron() {
        etiquetas.de("get_cron_status", null, null);
        return cron.todos();
    }

    @PostMapping("/recuperar-gap")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Carga un rango de una tienda",
            description = "El mismo rango dos veces a la vez corre una vez",
            security = @SecurityRequirement(name = TrackingConfiguration.CLAVE))
    Aceptada recuperarGap(@Valid @RequestBody SolicitudRecuperacion solicitud) {
        etiquetas.de("recuperar_gap", solicitud.etlTipo(), solicitud.ubicacionId());
        Tienda tienda = tiendas.buscar(solicitud.ubicacionId())
                .orElseThrow(() -> new SolicitudInvalidaException(
                        "ubicacion_id '" + solicitud.ubicacionId() + "' no es ninguna de " + tiendas.ids()));
        Ventana rango = solicitud.ventana(LocalDateTime.now(reloj.withZone(propiedades.zona())));
        Recuperaciones.Solicitud aceptada = recuperacion.solicitar(solicitud.etlTipo(), tienda, rango);
        etiquetas.recuperacion(solicitud, aceptada.id());
        return new Aceptada(aceptada.id(), Estado.EN_PROCESO, aceptada.nueva());
    }

    @GetMapping("/connectivity/klk")
    @Operation(summary = "Si KLK responde ahora")
    Conectividad.Conexion klk() {
        etiquetas.de("get_connectivity_klk", null, null);
        return conectividad.probar();
    }

    /**
     * A recovery that was accepted.
     *
     * @param id of its execution
     * @param nueva not, if the same range was being loaded already
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Aceptada(long id, Estado estado, boolean nueva) {}
}
