package ai.fluxion.sample.etl.simulador;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The invented catalogue: a supermarket's articles, the same in every store. */
final class Catalogo {

    private static final String[] MARCAS = {
        "MAVESA", "POLAR", "PAN", "MARY", "ALFONZO RIVAS", "PLUMROSE", "LOS ANDES", "NESTLE", "COLGATE", "GENERICO"
    };
    private static final String[] PRESENTACIONES = {"250 GR", "500 GR", "900 GR", "1 KG", "1 LT", "1.5 LT", "6 UND"};

    private record Rubro(
            String codigo, String nombre, boolean porKilo, int precioMinimo, int precioMaximo, String... articulos) {}

    private static final Rubro[] RUBROS = {
        new Rubro("01", "VIVERES", false, 60, 600, "HARINA DE MAIZ", "ARROZ", "PASTA LARGA", "AZUCAR", "CAFE MOLIDO"),
        new Rubro(
                "02", "CHARCUTERIA", true, 500, 1500, "QUESO BLANCO DURO", "JAMON DE PIERNA", "MORTADELA", "TOCINETA"),
        new Rubro("03", "FRUTAS Y VERDURAS", true, 80, 450, "TOMATE", "CEBOLLA", "PLATANO", "PAPA", "AGUACATE"),
        new Rubro("04", "CARNES", true, 450, 1200, "CARNE MOLIDA", "POLLO ENTERO", "CHULETA DE CERDO", "MUCHACHO"),
        new Rubro("05", "LACTEOS", false, 100, 700, "LECHE COMPLETA", "YOGURT FIRME", "MANTEQUILLA", "CREMA DE LECHE"),
        new Rubro("06", "BEBIDAS", false, 80, 900, "REFRESCO COLA", "JUGO DE NARANJA", "AGUA MINERAL", "MALTA"),
        new Rubro("07", "LIMPIEZA", false, 120, 1100, "DETERGENTE", "CLORO", "LAVAPLATOS", "SUAVIZANTE"),
        new Rubro(
                "08",
                "HIGIENE PERSONAL",
                false,
                100,
                1300,
                "CREMA DENTAL",
                "JABON DE BAÑO",
                "CHAMPU",
                "PAPEL HIGIENICO")
    };
    private static final int[] PESOS = {28, 8, 14, 8, 14, 14, 7, 7};

    private final List<Articulo> articulos;

    Catalogo(long semilla, int cuantos) {
        Azar azar = Azar.de(semilla, "catalogo");
        List<Articulo> todos = new ArrayList<>(cuantos);
        for (int i = 1; i <= cuantos; i++) {
            todos.add(articulo(azar, i));
        }
        this.articulos = List.copyOf(todos);
    }

    private static Articulo articulo(Azar azar, int numero) {
        Rubro rubro = RUBROS[azar.segun(PESOS)];
        String marca = azar.uno(MARCAS);
        BigDecimal precio = BigDecimal.valueOf(azar.entre(rubro.precioMinimo(), rubro.precioMaximo()), 2);
        BigDecimal margen = BigDecimal.valueOf(azar.entre(62, 85), 2);
        String base = azar.uno(rubro.articulos());
        return new Articulo(
                "%s%06d".formatted(rubro.codigo(), numero),
                rubro.porKilo() ? base + " KG" : base + " " + marca + " " + azar.uno(PRESENTACIONES),
                "759%010d".formatted(numero * 7919L % 10_000_000_000L),
                marca,
                "N/A",
                rubro.codigo(),
                rubro.nombre(),
                base,
                "G" + rubro.codigo(),
                rubro.porKilo(),
                precio,
                precio.multiply(margen),
                BigDecimal.valueOf(azar.conProbabilidad(0.4) ? 0 : 16));
    }

    List<Articulo> articulos() {
        return articulos;
    }

    /** One of them, the first ones more often than the last: few articles make most of the sales. */
    Articulo alguno(Azar azar) {
        double lugar = azar.hasta(1_000_000) / 1_000_000.0;
        return articulos.get((int) (articulos.size() * lugar * lugar));
    }
}
