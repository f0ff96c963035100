package ai.fluxion.sample.etl.ventas;

import java.util.List;

/**
 * A column of ventas_raw that is taken over from KLK as it is.
 *
 * @param nombre the column's, and the field's, name
 * @param grupo the array whose object has the field; empty: the line itself
 */
record Columna(String nombre, String grupo, Tipo tipo) {

    enum Tipo {
        TEXTO,
        DECIMAL,
        LOGICO
    }

    private static final String LINEA = "";
    private static final String PRODUCTO = "producto";
    private static final String CANTIDAD = "cantidad";
    private static final String FINANCIERO = "financiero";

    /** In the table's order, after the six columns of the key and the time. */
    static final List<Columna> TODAS = List.of(
            texto("codigo_producto", PRODUCTO),
            texto("descripcion_producto", PRODUCTO),
            texto("marca_producto", PRODUCTO),
            texto("modelo_producto", PRODUCTO),
            texto("categoria_producto", PRODUCTO),
            texto("grupo_articulo", PRODUCTO),
            texto("subgrupo_producto", PRODUCTO),
            texto("categoria_nombre", PRODUCTO),
            texto("codigo_barras", PRODUCTO),
            texto("serial", PRODUCTO),
            texto("imei", PRODUCTO),
            texto("codigo_almacen", CANTIDAD),
            texto("nombre_almacen", CANTIDAD),
            decimal("cantidad_vendida", CANTIDAD),
            decimal("peso_unitario", CANTIDAD),
            texto("unidad_medida_venta", CANTIDAD),
            decimal("factor_unidad_medida", CANTIDAD),
            decimal("costo_unitario_bs", FINANCIERO),
            decimal("costo_unitario_usd", FINANCIERO),
            decimal("precio_unitario_bs", FINANCIERO),
            decimal("precio_unitario_usd", FINANCIERO),
            decimal("venta_total_bs", FINANCIERO),
            decimal("venta_total_usd", FINANCIERO),
            decimal("costo_total_bs", FINANCIERO),
            decimal("costo_total_usd", FINANCIERO),
            decimal("utilidad_bruta_bs", FINANCIERO),
            decimal("utilidad_bruta_usd", FINANCIERO),
            decimal("impuesto_porcentaje", FINANCIERO),
            decimal("impuesto_monto", FINANCIERO),
            decimal("porcentaje_descuento", FINANCIERO),
            decimal("monto_descuento", FINANCIERO),
            decimal("total_factura", LINEA),
            decimal("tasa_usd", LINEA),
            new Columna("es_no_fiscal", LINEA, Tipo.LOGICO),
            new Columna("tiene_promocion", LINEA, Tipo.LOGICO),
            texto("codigo_promocion", LINEA));

    private static Columna texto(String nombre, String grupo) {
        return new Columna(nombre, grupo, Tipo.TEXTO);
    }

    private static Columna decimal(String nombre, String grupo) {
        return new Columna(nombre, grupo, Tipo.DECIMAL);
    }
}
