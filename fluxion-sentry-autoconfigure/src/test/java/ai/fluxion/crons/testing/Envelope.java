package ai.fluxion.crons.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * An envelope as it arrived.
 *
 * @param receivedAt when its last byte came
 * @param httpHeaders of the request, names in lower case
 * @param header the envelope's
 * @param items its items, in order
 * @param text the whole body, for what must not be in it
 */
public record Envelope(
        Instant receivedAt, Map<String, String> httpHeaders, JsonNode header, List<Item> items, String text) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An item of an envelope.
     *
     * @param type {@code check_in}, {@code event}, {@code transaction}, ...
     * @param payload its JSON
     */
    public record Item(String type, JsonNode payload) {}

    static Envelope read(Map<String, String> httpHeaders, byte[] body) throws IOException {
        byte[] plain = "gzip".equals(httpHeaders.get("content-encoding"))
                ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes()
                : body;
        Lines lines = new Lines(plain);
        JsonNode header = JSON.readTree(lines.line());
        List<Item> items = new ArrayList<>();
        while (lines.hasMore()) {
            JsonNode item = JSON.readTree(lines.line());
            byte[] payload = item.has("length") ? lines.take(item.get("length").asInt()) : lines.line();
            items.add(new Item(item.path("type").asText(), JSON.readTree(payload)));
        }
        return new Envelope(Instant.now(), httpHeaders, header, items, new String(plain, StandardCharsets.UTF_8));
    }

    /** Reads lines and blocks of bytes in turns. */
    private static final class Lines {

        private final byte[] bytes;

        private int position;

        Lines(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean hasMore() {
            while (this.position < this.bytes.length && this.bytes[this.position] == '\n') {
                this.position++;
            }
            return this.position < this.bytes.length;
        }

        byte[] line() {
            int end = this.position;
            while (end < this.bytes.length && this.bytes[end] != '\n') {
                end++;
            }
            byte[] line = take(end - this.position);
            this.position++;
            return line;
        }

        byte[] take(int length) {
            byte[] block = new byte[length];
            System.arraycopy(this.bytes, this.position, block, 0, length);
            this.position += length;
            return block;
        }
    }
}
