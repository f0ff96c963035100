package ai.fluxion.sample.etl.simulador;

import java.math.BigDecimal;

/** An article of the invented catalogue. Its price is in US dollars, without tax. */
record Articulo(
        String codigo,
        String nombre,
        String barra,
        String marca,
        String modelo,
        String categoria,
        String categoriaNombre,
        String subcategoria,
        String grupo,
        boolean porKilo,
        BigDecimal precio,
        BigDecimal costo,
        BigDecimal iva) {}
