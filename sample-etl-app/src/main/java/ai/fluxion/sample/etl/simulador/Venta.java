package ai.fluxion.sample.etl.simulador;

import java.math.BigDecimal;
import java.time.LocalDateTime;

/**
 * One invoice line as the simulator knows it, before it is put into KLK's words.
 *
 * @param ventaUsd what it was sold for, without tax
 * @param totalFacturaUsd what the whole invoice was sold for, with tax
 */
record Venta(
        String factura,
        int linea,
        LocalDateTime fechaHora,
        Articulo articulo,
        BigDecimal cantidad,
        BigDecimal ventaUsd,
        BigDecimal descuentoUsd,
        BigDecimal totalFacturaUsd,
        Rareza rareza) {

    /** An oddity of KLK that a line has. */
    enum Rareza {
        NINGUNA,
        SIN_PRODUCTO,
        PRODUCTO_VACIO,
        SIN_CANTIDAD,
        SIN_FINANCIERO,
        HORA_ILEGIBLE,
        TEXTOS_SUCIOS
    }

    Venta con(Rareza otra) {
        return new Venta(factura, linea, fechaHora, articulo, cantidad, ventaUsd, descuentoUsd, totalFacturaUsd, otra);
    }
}
