package ai.fluxion.sample.etl.simulador;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The exchange rate of a day, and tax. */
final class Moneda {

    private static final LocalDate DIA_CONOCIDO = LocalDate.of(2025, 11, 17);
    private static final BigDecimal TASA_CONOCIDA = new BigDecimal("236.46");
    private static final BigDecimal CIEN = BigDecimal.valueOf(100);

    private Moneda() {}

    /** Bolívares for a US dollar: 236.46 on 2025-11-17, and 35 hundredths more or less each day away from it. */
    static BigDecimal tasa(LocalDate dia) {
        BigDecimal cambio = BigDecimal.valueOf(ChronoUnit.DAYS.between(DIA_CONOCIDO, dia) * 35, 2);
        return TASA_CONOCIDA.add(cambio).max(BigDecimal.ONE);
    }

    static BigDecimal enBolivares(BigDecimal usd, BigDecimal tasa) {
        return usd.multiply(tasa).setScale(2, RoundingMode.HALF_UP);
    }

    static BigDecimal impuesto(BigDecimal usd, Articulo articulo) {
        return usd.multiply(articulo.iva()).divide(CIEN, 2, RoundingMode.HALF_UP);
    }
}
