package ai.fluxion.sample.etl.ventas;

import java.util.List;

/**
 * A column of ventas_raw that is taken over from KLK as it is.
 *
 * @param nombre the column's, and the field's, name
 * @param grupo where the line has the field
 */
record Columna(String nombre, Grupo grupo, Tipo tipo) {

    enum Tipo {
        TEXTO,
        DECIMAL,
        LOGICO
    }

    /** The arrays whose one object has fields, and the line itself. */
    enum Grupo {
        LINEA,
        PRODUCTO,
        CANTIDAD,
        FINANCIERO
    }

    /** In the table's order, after the six columns of the key and the time. */
    static final List<Columna> TODAS = List.of(
            texto("codigo_producto", Grupo.PRODUCTO),
            texto("descripcion_producto", Grupo.PRODUCTO),
            texto("marca_producto", Grupo.PRODUCTO),
            texto("modelo_producto", Grupo.PRODUCTO),
            texto("categoria_producto", Grupo.PRODUCTO),
            texto("grupo_articulo", Grupo.PRODUCTO),
            texto("subgrupo_producto", Grupo.PRODUCTO),
            texto("categoria_nombre", Grupo.PRODUCTO),
            texto("codigo_barras", Grupo.PRODUCTO),
            texto("serial", Grupo.PRODUCTO),
            texto("imei", Grupo.PRODUCTO),
            texto("codigo_almacen", Grupo.CANTIDAD),
            texto("nombre_almacen", Grupo.CANTIDAD),
            decimal("cantidad_vendida", Grupo.CANTIDAD),
            decimal("peso_unitario", Grupo.CANTIDAD),
            texto("unidad_medida_venta", Grupo.CANTIDAD),
            decimal("factor_unidad_medida", Grupo.CANTIDAD),
            decimal("costo_unitario_bs", Grupo.FINANCIERO),
            decimal("costo_unitario_usd", Grupo.FINANCIERO),
            decimal("precio_unitario_bs", Grupo.FINANCIERO),
            decimal("precio_unitario_usd", Grupo.FINANCIERO),
            decimal("venta_total_bs", Grupo.FINANCIERO),
            decimal("venta_total_usd", Grupo.FINANCIERO),
            decimal("costo_total_bs", Grupo.FINANCIERO),
            decimal("costo_total_usd", Grupo.FINANCIERO),
            decimal("utilidad_bruta_bs", Grupo.FINANCIERO),
            decimal("utilidad_bruta_usd", Grupo.FINANCIERO),
            decimal("impuesto_porcentaje", Grupo.FINANCIERO),
            decimal("impuesto_monto", Grupo.FINANCIERO),
            decimal("porcentaje_descuento", Grupo.FINANCIERO),
            decimal("monto_descuento", Grupo.FINANCIERO),
            decimal("total_factura", Grupo.LINEA),
            decimal("tasa_usd", Grupo.LINEA),
            new Columna("es_no_fiscal", Grupo.LINEA, Tipo.LOGICO),
            new Columna("tiene_promocion", Grupo.LINEA, Tipo.LOGICO),
            texto("codigo_promocion", Grupo.LINEA));

    private static Columna texto(String nombre, Grupo grupo) {
        return new Columna(nombre, grupo, Tipo.TEXTO);
    }

    private static Columna decimal(String nombre, Grupo grupo) {
        return new Columna(nombre, grupo, Tipo.DECIMAL);
    }
}
