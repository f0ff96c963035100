package ai.fluxion.sample.etl.simulador;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Puts a store's articles into KLK's words: "N/A", trailing blanks, line breaks, odd stocks, repeated codes. */
final class EscritorArticulos {

    private static final int REPETIDO_CADA = 400;

    private final JsonGenerator json;
    private final long semilla;

    EscritorArticulos(JsonGenerator json, long semilla) {
        this.json = json;
        this.semilla = semilla;
    }

    void escribir(List<Articulo> articulos, String almacen, LocalDate dia) throws IOException {
        Azar azar = Azar.de(semilla, "stock", almacen, dia);
        for (int i = 0; i < articulos.size(); i++) {
            escribir(articulos.get(i), azar);
            if (i % REPETIDO_CADA == REPETIDO_CADA - 1) {
                escribir(articulos.get(i), azar);
            }
        }
    }

    static int cuantos(List<Articulo> articulos) {
        return articulos.size() + articulos.size() / REPETIDO_CADA;
    }

    private void escribir(Articulo articulo, Azar azar) throws IOException {
        int rareza = azar.hasta(40);
        json.writeStartObject();
        json.writeStringField("NombreProducto", rareza == 0 ? articulo.nombre() + "\r\n" : articulo.nombre() + "   ");
        json.writeStringField("Codigo", rareza == 1 ? articulo.codigo() + " " : articulo.codigo());
        json.writeStringField("Barra", rareza == 2 ? "N/A" : articulo.barra());
        json.writeStringField("Categoria", articulo.categoria());
        json.writeStringField("Descripcion", rareza == 3 ? "N/A" : articulo.nombre());
        json.writeStringField("Subcategoria", rareza == 4 ? "N/A" : articulo.subcategoria());
        json.writeStringField("Descripcion_categoria", articulo.categoriaNombre());
        json.writeStringField("Marca", rareza == 5 ? "N/A" : articulo.marca());
        json.writeNumberField("Precio", articulo.precio());
        json.writeNumberField("Iva", articulo.iva());
        json.writeNumberField("stock", stock(articulo, rareza, azar));
        json.writeEndObject();
    }

    private static BigDecimal stock(Articulo articulo, int rareza, Azar azar) {
        if (rareza == 6) {
            return BigDecimal.valueOf(-azar.entre(1, 30));
        }
        return articulo.porKilo() ? BigDecimal.valueOf(azar.entre(0, 90_000), 3) : BigDecimal.valueOf(azar.hasta(300));
    }
}
