package ai.fluxion.sample.etl.simulador;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Puts invoice lines into KLK's words, oddities included. */
final class EscritorVentas {

    private static final DateTimeFormatter HORA = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter FECHA_HORA = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    private final JsonGenerator json;
    private final String almacen;
    private final String nombreAlmacen;

    EscritorVentas(JsonGenerator json, String almacen, String nombreAlmacen) {
        this.json = json;
        this.almacen = almacen;
        this.nombreAlmacen = nombreAlmacen;
    }

    void escribir(Venta venta) throws IOException {
        BigDecimal tasa = Moneda.tasa(venta.fechaHora().toLocalDate());
        json.writeStartObject();
        json.writeStringField("numero_factura", venta.factura());
        json.writeNumberField("linea", venta.linea());
        json.writeStringField("fecha", venta.fechaHora().toLocalDate().toString());
        json.writeStringField("hora", hora(venta));
        json.writeStringField("fecha_hora_completa", FECHA_HORA.format(venta.fechaHora()));
        producto(venta);
        cantidad(venta);
        financiero(venta, tasa);
        json.writeNumberField("total_factura", Moneda.enBolivares(venta.totalFacturaUsd(), tasa));
        json.writeNumberField("tasa_usd", tasa);
        json.writeBooleanField("es_no_fiscal", false);
        boolean promocion = venta.descuentoUsd().signum() > 0;
        json.writeBooleanField("tiene_promocion", promocion);
        json.writeStringField("codigo_promocion", promocion ? "PROMO10" : "");
        json.writeEndObject();
    }

    private static String hora(Venta venta) {
        if (venta.rareza() == Venta.Rareza.HORA_ILEGIBLE) {
            return "25:61:00.0000000";
        }
        LocalTime hora = venta.fechaHora().toLocalTime();
        return HORA.format(hora) + ".%07d".formatted(hora.getNano() / 100);
    }

    private void producto(Venta venta) throws IOException {
        if (venta.rareza() == Venta.Rareza.SIN_PRODUCTO) {
            return;
        }
        json.writeArrayFieldStart("producto");
        if (venta.rareza() != Venta.Rareza.PRODUCTO_VACIO) {
            Articulo articulo = venta.articulo();
            boolean sucio = venta.rareza() == Venta.Rareza.TEXTOS_SUCIOS;
            json.writeStartObject();
            json.writeStringField("codigo_producto", sucio ? articulo.codigo() + "  " : articulo.codigo());
            json.writeStringField("descripcion_producto", sucio ? articulo.nombre() + "\r\n " : articulo.nombre());
            json.writeStringField("marca_producto", sucio ? "N/A" : articulo.marca());
            json.writeStringField("modelo_producto", articulo.modelo());
            json.writeStringField("categoria_producto", articulo.categoria());
            json.writeStringField("grupo_articulo", articulo.grupo());
            json.writeStringField("subgrupo_producto", articulo.subcategoria());
            json.writeStringField("categoria_nombre", articulo.categoriaNombre());
            json.writeStringField("codigo_barras", articulo.barra());
            json.writeStringField("serial", "");
            json.writeStringField("imei", "");
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void cantidad(Venta venta) throws IOException {
        if (venta.rareza() == Venta.Rareza.SIN_CANTIDAD) {
            return;
        }
        boolean porKilo = venta.articulo().porKilo();
        json.writeArrayFieldStart("cantidad");
        json.writeStartObject();
        json.writeStringField("codigo_almacen", almacen);
        json.writeStringField("nombre_almacen", nombreAlmacen);
        json.writeNumberField("cantidad_vendida", venta.cantidad());
        json.writeNumberField("peso_unitario", porKilo ? venta.cantidad() : BigDecimal.ZERO);
        json.writeStringField("unidad_medida_venta", porKilo ? "KG" : "UNIDAD");
        json.writeNumberField("factor_unidad_medida", BigDecimal.ONE);
        json.writeEndObject();
        json.writeEndArray();
    }

    private void financiero(Venta venta, BigDecimal tasa) throws IOException {
        if (venta.rareza() == Venta.Rareza.SIN_FINANCIERO) {
            return;
        }
        BigDecimal costo = venta.articulo().costo();
        BigDecimal costoTotal = costo.multiply(venta.cantidad()).setScale(2, RoundingMode.HALF_UP);
        json.writeArrayFieldStart("financiero");
        json.writeStartObject();
        monto("costo_unitario", costo, tasa);
        monto("precio_unitario", precioUnitario(venta), tasa);
        monto("venta_total", venta.ventaUsd(), tasa);
        monto("costo_total", costoTotal, tasa);
        monto("utilidad_bruta", venta.ventaUsd().subtract(costoTotal), tasa);
        json.writeNumberField("impuesto_porcentaje", venta.articulo().iva());
        json.writeNumberField(
                "impuesto_monto", Moneda.enBolivares(Moneda.impuesto(venta.ventaUsd(), venta.articulo()), tasa));
        json.writeNumberField("porcentaje_descuento", venta.descuentoUsd().signum() > 0 ? 10 : 0);
        json.writeNumberField("monto_descuento", Moneda.enBolivares(venta.descuentoUsd(), tasa));
        json.writeEndObject();
        json.writeEndArray();
    }

    private static BigDecimal precioUnitario(Venta venta) {
        if (venta.cantidad().signum() == 0) {
            return BigDecimal.ZERO;
        }
        return venta.ventaUsd().add(venta.descuentoUsd()).divide(venta.cantidad(), 4, RoundingMode.HALF_UP);
    }

    private void monto(String nombre, BigDecimal usd, BigDecimal tasa) throws IOException {
        json.writeNumberField(nombre + "_bs", Moneda.enBolivares(usd, tasa));
        json.writeNumberField(nombre + "_usd", usd);
    }
}
