package ai.fluxion.sample.etl.klk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Consumer;

/** Reads an answer of KLK element by element: whatever its length, one element is in memory. */
final class Respuesta {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    /** Where KLK says in {@code meta} how many elements a list has. */
    private static final Map<String, String> TOTALES =
            Map.of("ventas", "total_registros", "articulos", "total_articulos");

    private Respuesta() {}

    /**
     * Tells each element of a list.
     *
     * @return how many there were
     * @throws KlkApiException if the answer is an error, none at all, or has fewer elements than KLK says
     * @throws IOException if it cannot be read to its end
     */
    static long leer(InputStream cuerpo, String lista, Consumer<JsonNode> destino) throws IOException {
        try (JsonParser json = JSON.createParser(cuerpo)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new KlkApiException("KLK respondió con algo que no es un objeto", 200, null);
            }
            return leer(json, lista, destino);
        } catch (JsonProcessingException | CharConversionException e) {
            throw roto(e);
        }
    }

    private static long leer(JsonParser json, String lista, Consumer<JsonNode> destino) throws IOException {
        long elementos = -1;
        long total = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String campo = json.currentName();
            JsonToken valor = json.nextToken();
            if (campo.equals(lista) && valor == JsonToken.START_ARRAY) {
                elementos = Math.max(0, elementos) + elementos(json, destino);
            } else if (campo.equals("meta") && valor == JsonToken.START_OBJECT) {
                total = json.<JsonNode>readValueAsTree()
                        .path(TOTALES.getOrDefault(lista, ""))
                        .asLong();
            } else if (campo.equals("error") && valor != JsonToken.VALUE_NULL && valor != JsonToken.VALUE_FALSE) {
                throw new KlkApiException("KLK respondió: " + texto(json.readValueAsTree()), 200, null);
            } else {
                json.skipChildren();
            }
        }
        if (elementos < 0) {
            throw new KlkApiException(
                    lista.isEmpty()
                            ? "KLK respondió con algo que no es una lista"
                            : "la respuesta de KLK no trae la lista '" + lista + "'",
                    200,
                    null);
        }
        if (elementos < total) {
            throw new KlkApiException(
                    "la respuesta de KLK trae %d de los %d elementos que dice tener en '%s'"
                            .formatted(elementos, total, lista),
                    200,
                    null);
        }
        return elementos;
    }

    private static String texto(JsonNode error) {
        return error.isValueNode() ? error.asText() : error.toString();
    }

    private static KlkApiException roto(IOException e) {
        String motivo = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return new KlkApiException("la respuesta de KLK es JSON roto: " + motivo, 200, e);
    }

    /**
     * Reads an answer that is a list, and keeps nothing of it.
     *
     * @return how many elements it has
     * @throws KlkApiException if it is none
     * @throws IOException if it cannot be read to its end
     */
    static long lista(InputStream cuerpo) throws IOException {
        try (JsonParser json = JSON.createParser(cuerpo)) {
            JsonToken primero = json.nextToken();
            if (primero == JsonToken.START_OBJECT) {
                return leer(json, "", elemento -> {}); // KLK says what is wrong in an object
            }
            if (primero != JsonToken.START_ARRAY) {
                throw new KlkApiException("KLK respondió con algo que no es una lista", 200, null);
            }
            long elementos = 0;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                json.skipChildren();
                elementos++;
            }
            return elementos;
        } catch (JsonProcessingException | CharConversionException e) {
            throw roto(e);
        }
    }

    private static long elementos(JsonParser json, Consumer<JsonNode> destino) throws IOException {
        long elementos = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            destino.accept(json.readValueAsTree());
            elementos++;
        }
        return elementos;
    }
}
