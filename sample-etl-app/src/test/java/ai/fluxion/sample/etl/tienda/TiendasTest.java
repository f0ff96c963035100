package ai.fluxion.sample.etl.tienda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every store is a monitor of its own. */
class TiendasTest {

    @ParameterizedTest
    @ValueSource(strings = {"-_-", "_", "", "tienda 01", "tienda/01"})
    void anIdThatNamesNoMonitorIsRefused(String id) {
        assertThat(errores(id)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tienda_01", "A", "-1-", "TIENDA-01"})
    void lettersAndDigitsAreAnId(String id) {
        assertThat(errores(id)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tienda_01", "tienda-01", "TIENDA__01", "_tienda_01_"})
    void twoStoresThatWouldBeOneMonitorAreRefused(String otra) {
        assertThatThrownBy(() -> new Tiendas(List.of(tienda("tienda_01"), tienda(otra))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id '" + otra + "' appears twice");
    }

    @Test
    void otherStoresAreOthers() {
        assertThat(new Tiendas(List.of(tienda("tienda_01"), tienda("tienda_1"))).ids())
                .containsExactly("tienda_01", "tienda_1");
    }

    private static int errores(String id) {
        try (ValidatorFactory validacion = Validation.buildDefaultValidatorFactory()) {
            return validacion.getValidator().validate(tienda(id)).size();
        }
    }

    private static Tienda tienda(String id) {
        return new Tienda(id, "PERIFERICO", "SUC001", "APP-TPF");
    }
}
