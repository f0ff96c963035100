package ai.fluxion.sample.etl.ventas;

import ai.fluxion.sample.etl.klk.Campos;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * An invoice line of KLK that is known to be loadable.
 *
 * @param numeroFactura the invoice
 * @param linea its number within the invoice
 * @param fecha the day of the sale
 * @param hora its time
 * @param producto its product
 * @param cantidad its quantity
 * @param financiero its amounts; a missing node if KLK gave none
 * @param cruda all of it
 */
record LineaVenta(
        String numeroFactura,
        int linea,
        LocalDate fecha,
        LocalTime hora,
        JsonNode producto,
        JsonNode cantidad,
        JsonNode financiero,
        JsonNode cruda) {

    static LineaVenta leer(JsonNode cruda) throws LineaRechazada {
        String factura = Campos.texto(cruda.path("numero_factura"));
        Integer linea = numeroDeLinea(cruda);
        if (factura == null || linea == null) {
            throw new LineaRechazada(factura == null ? "sin numero_factura" : "sin linea");
        }
        JsonNode producto = Campos.grupo(cruda, "producto");
        if (producto.isMissingNode()) {
            throw new LineaRechazada("sin producto");
        }
        JsonNode cantidad = Campos.grupo(cruda, "cantidad");
        if (cantidad.isMissingNode()) {
            throw new LineaRechazada("sin cantidad");
        }
        if (Campos.decimal(cantidad.path("cantidad_vendida")) == null) {
            throw new LineaRechazada("cantidad_vendida ilegible");
        }
        return new LineaVenta(
                factura,
                linea,
                fecha(cruda),
                hora(cruda),
                producto,
                cantidad,
                Campos.grupo(cruda, "financiero"),
                cruda);
    }

    static @Nullable Integer numeroDeLinea(JsonNode cruda) {
        JsonNode linea = cruda.path("linea");
        if (linea.isTextual()) {
            try {
                return Integer.valueOf(linea.textValue().strip());
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return linea.canConvertToExactIntegral() && linea.canConvertToInt() ? linea.intValue() : null;
    }

    private static LocalDate fecha(JsonNode cruda) throws LineaRechazada {
        String texto = cruda.path("fecha").asText("").strip();
        try {
            // some installations write the day with a time behind it
            return Momento.fecha(texto.length() > 10 ? texto.substring(0, 10) : texto);
        } catch (DateTimeException e) {
            throw new LineaRechazada("fecha ilegible: " + texto);
        }
    }

    private static LocalTime hora(JsonNode cruda) throws LineaRechazada {
        String texto = cruda.path("hora").asText("").strip();
        try {
            return Momento.hora(texto);
        } catch (DateTimeException e) {
            throw new LineaRechazada("hora ilegible: " + texto);
        }
    }

    /** The field of a column. */
    JsonNode campo(Columna columna) {
        JsonNode grupo =
                switch (columna.grupo()) {
                    case PRODUCTO -> producto;
                    case CANTIDAD -> cantidad;
                    case FINANCIERO -> financiero;
                    case LINEA -> cruda;
                };
        return grupo.path(columna.nombre());
    }
}
