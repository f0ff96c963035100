package ai.fluxion.sample.etl.simulador;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /ventas} asks for. Hours bound the range, not each of its days; {@code hora_hasta} is inclusive to
 * the second, or to the minute if it has no seconds.
 */
record Peticion(
        String sucursal,
        LocalDate fechaDesde,
        LocalDate fechaHasta,
        @Nullable LocalTime horaDesde,
        @Nullable LocalTime horaHasta,
        @Nullable String almacen,
        @Nullable String articulo) {

    /** @throws IllegalArgumentException with what KLK would answer */
    static Peticion leer(JsonNode cuerpo) {
        try {
            Peticion peticion = new Peticion(
                    obligatorio(cuerpo, "sucursal"),
                    LocalDate.parse(obligatorio(cuerpo, "fecha_desde")),
                    LocalDate.parse(obligatorio(cuerpo, "fecha_hasta")),
                    hora(opcional(cuerpo, "hora_desde")),
                    finDe(opcional(cuerpo, "hora_hasta")),
                    opcional(cuerpo, "almacen"),
                    opcional(cuerpo, "CodArticulo"));
            if (peticion.fechaHasta.isBefore(peticion.fechaDesde)) {
                throw new IllegalArgumentException("fecha_hasta anterior a fecha_desde");
            }
            return peticion;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("fecha u hora con formato incorrecto", e);
        }
    }

    boolean incluye(Venta venta) {
        LocalDate dia = venta.fechaHora().toLocalDate();
        LocalTime hora = venta.fechaHora().toLocalTime();
        return (horaDesde == null || dia.isAfter(fechaDesde) || !hora.isBefore(horaDesde))
                && (horaHasta == null || dia.isBefore(fechaHasta) || !hora.isAfter(horaHasta))
                && (articulo == null || articulo.equals(venta.articulo().codigo()));
    }

    private static String obligatorio(JsonNode cuerpo, String campo) {
        String valor = opcional(cuerpo, campo);
        if (valor == null) {
            throw new IllegalArgumentException("falta " + campo);
        }
        return valor;
    }

    private static @Nullable String opcional(JsonNode cuerpo, String campo) {
        String valor = cuerpo.path(campo).asText("");
        return valor.isBlank() || valor.equals("null") ? null : valor;
    }

    private static @Nullable LocalTime hora(@Nullable String texto) {
        return texto == null ? null : LocalTime.parse(texto);
    }

    private static @Nullable LocalTime finDe(@Nullable String texto) {
        if (texto == null) {
            return null;
        }
        LocalTime hora = LocalTime.parse(texto);
        return texto.length() <= 5 ? hora.plusSeconds(59).plusNanos(999_999_999) : hora.plusNanos(999_999_999);
    }
}
