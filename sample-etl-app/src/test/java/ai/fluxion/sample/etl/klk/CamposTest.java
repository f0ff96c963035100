package ai.fluxion.sample.etl.klk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CamposTest {

    @ParameterizedTest
    @CsvSource({
        "1,1.000000",
        "-0.0000005,-0.000001",
        "0.0000004,0.000000",
        "999999999999.999999,999999999999.999999",
        "999999999999.9999995,",
        "1000000000000,",
        "1e12,",
        "1e11,100000000000.000000",
        "1e-7,0.000000",
        "5e-7,0.000001",
        "0e99,"
    })
    void numbersAreReadToTheDecimalsOfTheTables(String numero, @Nullable String esperado) {
        BigDecimal decimal = Campos.decimal(DecimalNode.valueOf(new BigDecimal(numero)));
        assertThat(decimal == null ? null : decimal.toPlainString()).isEqualTo(esperado);
        BigDecimal texto = Campos.decimal(TextNode.valueOf(" " + numero + " "));
        assertThat(texto).isEqualTo(decimal);
    }

    /** Rounded as it stands, each of these takes seconds to minutes: one line of nonsense would hold a store. */
    @Test
    void nonsenseCostsNothing() {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (String numero : new String[] {"1e-99999999", "-1e-99999999", "1e99999999"}) {
                BigDecimal valor = new BigDecimal(numero);
                for (int i = 0; i < 1000; i++) {
                    assertThat(Campos.decimal(DecimalNode.valueOf(valor)))
                            .isIn(null, BigDecimal.ZERO.setScale(Campos.DECIMALES));
                }
            }
            assertThat(Campos.decimal(TextNode.valueOf("9".repeat(5_000_000)))).isNull();
        });
    }
}
