package ai.fluxion.sample.etl.inventario;

/** Which tables a load of articles fills. */
enum Alcance {
    STOCK(false, true),
    PRODUCTOS(true, false),
    COMPLETO(true, true);

    private final boolean productos;
    private final boolean stock;

    Alcance(boolean productos, boolean stock) {
        this.productos = productos;
        this.stock = stock;
    }

    boolean productos() {
        return productos;
    }

    boolean stock() {
        return stock;
    }
}
