package ai.fluxion.sample.etl.ejecucion;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a load did.
 *
 * @param extraidos how many records KLK gave
 * @param cargados how many of them are in the tables
 * @param rechazados how many were rejected
 * @param facturas distinct invoices; {@code null} for inventory
 * @param ventaTotalUsd what they were sold for, in US dollars; {@code null} for inventory
 * @since 0.1.0
 */
public record Resultado(
        long extraidos, long cargados, long rechazados, @Nullable Long facturas, @Nullable BigDecimal ventaTotalUsd) {

    /** Of nothing. */
    public static final Resultado VENTAS_VACIO = new Resultado(0, 0, 0, 0L, BigDecimal.ZERO);

    /** Both together. */
    public Resultado mas(Resultado otro) {
        return new Resultado(
                extraidos + otro.extraidos,
                cargados + otro.cargados,
                rechazados + otro.rechazados,
                facturas == null ? otro.facturas : facturas + (otro.facturas == null ? 0 : otro.facturas),
                ventaTotalUsd == null
                        ? otro.ventaTotalUsd
                        : ventaTotalUsd.add(otro.ventaTotalUsd == null ? BigDecimal.ZERO : otro.ventaTotalUsd));
    }
}
