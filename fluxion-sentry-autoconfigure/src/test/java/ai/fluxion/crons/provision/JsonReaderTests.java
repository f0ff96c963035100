package ai.fluxion.crons.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTests {

    private final ObjectMapper jackson = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " [ ] ",
                "null",
                "{\"a\": [1, -2.5, 3e-5, 0, true, false, null, \"\"], \"b\": {\"c\": {}}}",
                "\"ñ \\u00f1 \\ud83d\\ude00 😀 \\\" \\\\ \\/ \\b\\f\\n\\r\\t {[:,]} \"",
                "[\t{\"a\":\r\n1 , \"a\" : \"true\"}]",
                "123456789012345678"
            })
    void whatItReadsIsWhatJacksonReads(String text) throws Exception {
        assertThat(JsonReader.read(text)).isEqualTo(this.jackson.readValue(text, Object.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{a: 1}", "[1 2]", "nul", "tru", "\"a", "\"\\x\"",
                "\"\\u12g4\"", "1.", "--1", "{} {}", "<!doctype html>", "[}", "\"\\", "\"\\u12"
            })
    void whatIsNoneIsRefused(String text) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> JsonReader.read(text));
    }

    @Test
    void whatHasNoBottomIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> JsonReader.read("[".repeat(100_000)));
    }
}
