package ai.fluxion.sample.etl.klk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads KLK's fields through KLK's habits: arrays with one object, "N/A", trailing blanks, line breaks.
 *
 * @since 0.1.0
 */
public final class Campos {

    /** How many decimals the tables keep. */
    public static final int DECIMALES = 6;

    private static final int ENTEROS = 18 - DECIMALES;
    private static final int LARGO_MAXIMO = 100; // of a number that is written as a text: none is longer
    private static final BigDecimal CERO = BigDecimal.ZERO.setScale(DECIMALES);
    private static final Pattern BLANCOS = Pattern.compile("\\s+");

    private Campos() {}

    /** The one object of an array; a missing node if there is none. An object that stands alone serves too. */
    public static JsonNode grupo(JsonNode linea, String nombre) {
        JsonNode valor = linea.path(nombre);
        JsonNode objeto = valor.isArray() ? valor.path(0) : valor;
        return objeto.isObject() && !objeto.isEmpty() ? objeto : MissingNode.getInstance();
    }

    /** A text in one line; {@code null} for blanks and "N/A". */
    public static @Nullable String texto(JsonNode campo) {
        if (campo.isMissingNode() || campo.isNull() || campo.isContainerNode()) {
            return null;
        }
        String texto = campo.asText();
        if (texto.isEmpty()) {
            return null;
        }
        String limpio = limpiar(texto);
        return limpio.isEmpty() || limpio.equalsIgnoreCase("N/A") ? null : limpio;
    }

    private static String limpiar(String texto) {
        for (int i = 0; i < texto.length(); i++) {
            char c = texto.charAt(i);
            if (c < ' ' || (c == ' ' && (i == 0 || i == texto.length() - 1 || texto.charAt(i + 1) == ' '))) {
                return BLANCOS.matcher(texto.strip()).replaceAll(" ");
            }
        }
        return texto;
    }

    /**
     * A number, to the decimals of the tables.
     *
     * @return {@code null} if there is none, or one that the tables cannot hold
     */
    public static @Nullable BigDecimal decimal(JsonNode campo) {
        BigDecimal valor = campo.isNumber() ? campo.decimalValue() : numero(campo);
        if (valor == null || enteros(valor) > ENTEROS) {
            return null;
        }
        if (enteros(valor) < -DECIMALES) {
            return CERO; // 1e-9999999 is nothing, and rounding it takes seconds
        }
        BigDecimal redondo = valor.scale() == DECIMALES ? valor : valor.setScale(DECIMALES, RoundingMode.HALF_UP);
        return enteros(redondo) > ENTEROS ? null : redondo;
    }

    /** How many digits it has before the point; no comparison of numbers, which would make new ones. */
    private static long enteros(BigDecimal valor) {
        return valor.precision() - (long) valor.scale();
    }

    private static @Nullable BigDecimal numero(JsonNode campo) {
        if (!campo.isTextual()) {
            return null;
        }
        try {
            String texto = campo.textValue();
            return texto.length() > LARGO_MAXIMO ? null : new BigDecimal(texto.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Yes or no, as KLK writes it; {@code null}: neither. */
    public static @Nullable Boolean logico(JsonNode campo) {
        if (campo.isBoolean() || campo.isNumber()) {
            return campo.asBoolean();
        }
        return switch (campo.asText("").strip().toUpperCase(java.util.Locale.ROOT)) {
            case "TRUE", "S", "SI", "SÍ", "1" -> true;
            case "FALSE", "N", "NO", "0" -> false;
            default -> null;
        };
    }
}
