package ai.fluxion.sample.etl.ejecucion;

import java.math.BigDecimal;
import java.util.function.BinaryOperator;
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

    /** Both together. */
    public Resultado mas(Resultado otro) {
        return new Resultado(
                extraidos + otro.extraidos,
                cargados + otro.cargados,
                rechazados + otro.rechazados,
                suma(facturas, otro.facturas, Long::sum),
                suma(ventaTotalUsd, otro.ventaTotalUsd, BigDecimal::add));
    }

    private static <T> @Nullable T suma(@Nullable T una, @Nullable T otra, BinaryOperator<T> mas) {
        return una == null ? otra : otra == null ? una : mas.apply(una, otra);
    }
}
