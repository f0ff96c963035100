package ai.fluxion.sample.etl.tienda;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

/**
 * A store.
 *
 * @param id our name of it, {@code tienda_01}: the key of its monitor and {@code ubicacion_id} in every table
 * @param nombre for people
 * @param sucursal KLK's code of the branch
 * @param almacen KLK's code of its sales floor
 * @since 0.1.0
 */
public record Tienda(
        @NotBlank @Pattern(regexp = "(?=[_-]*[A-Za-z0-9])[A-Za-z0-9_-]{1,40}") String id,
        @NotBlank String nombre,
        @NotBlank String sucursal,
        @NotBlank String almacen) {}
