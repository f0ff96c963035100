package ai.fluxion.sample.etl.ejecucion;

/**
 * A job that runs ETLs.
 *
 * @since 0.1.0
 */
public enum Trabajo {
    /** Yesterday, whole. */
    VENTAS_HISTORICO("etl_ventas_historico", "ventas-historico", EtlTipo.VENTAS, Modo.COMPLETO),
    /** Today so far. */
    VENTAS_DIARIO("etl_ventas_diario", "ventas-diario", EtlTipo.VENTAS, Modo.COMPLETO),
    /** Since the last time. */
    VENTAS_INCREMENTAL("ventas_klk_incremental_30min", "ventas-incremental", EtlTipo.VENTAS, Modo.INCREMENTAL_30MIN),
    /** A range that somebody asked for. */
    VENTAS_RECUPERACION("ventas_klk_recuperacion", "ventas-recuperacion", EtlTipo.VENTAS, Modo.RECUPERACION),
    /** Stock. */
    STOCK_ACTUAL("etl_stock_actual", "stock-actual", EtlTipo.INVENTARIO, Modo.COMPLETO),
    /** The catalogue. */
    PRODUCTOS("etl_productos", "productos", EtlTipo.INVENTARIO, Modo.COMPLETO),
    /** Catalogue and stock. */
    INVENTARIO("inventario_klk_completo", "inventario-completo", EtlTipo.INVENTARIO, Modo.COMPLETO),
    /** Catalogue and stock, because somebody asked for it. */
    INVENTARIO_RECUPERACION(
            "inventario_klk_recuperacion", "inventario-recuperacion", EtlTipo.INVENTARIO, Modo.RECUPERACION);

    private final String nombre;
    private final String clave;
    private final EtlTipo tipo;
    private final Modo modo;

    Trabajo(String nombre, String clave, EtlTipo tipo, Modo modo) {
        this.nombre = nombre;
        this.clave = clave;
        this.tipo = tipo;
        this.modo = modo;
    }

    /** Its name, which is its monitor's. */
    public String nombre() {
        return nombre;
    }

    /** Its key in {@code etl.trabajos}. */
    public String clave() {
        return clave;
    }

    /** What it loads. */
    public EtlTipo tipo() {
        return tipo;
    }

    /** How it chooses its window. */
    public Modo modo() {
        return modo;
    }

    /** What Sentry knows the ETL as: {@code ventas_klk_completo}. */
    public String etlName() {
        return tipo == EtlTipo.VENTAS ? "ventas_klk_" + modo : "inventario_klk_completo";
    }
}
