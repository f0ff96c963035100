-- The tables, in words that DuckDB and PostgreSQL share.

-- One row an invoice line. The key makes every load idempotent.
CREATE TABLE IF NOT EXISTS ventas_raw (
    ubicacion_id          VARCHAR        NOT NULL,
    numero_factura        VARCHAR        NOT NULL,
    linea                 INTEGER        NOT NULL,
    fecha                 DATE           NOT NULL,
    hora                  TIME           NOT NULL,
    fecha_hora            TIMESTAMP      NOT NULL, -- of the store, to the microsecond
    codigo_producto       VARCHAR,
    descripcion_producto  VARCHAR,
    marca_producto        VARCHAR,
    modelo_producto       VARCHAR,
    categoria_producto    VARCHAR,
    grupo_articulo        VARCHAR,
    subgrupo_producto     VARCHAR,
    categoria_nombre      VARCHAR,
    codigo_barras         VARCHAR,
    serial                VARCHAR,
    imei                  VARCHAR,
    codigo_almacen        VARCHAR,
    nombre_almacen        VARCHAR,
    cantidad_vendida      DECIMAL(18, 6) NOT NULL,
    peso_unitario         DECIMAL(18, 6),
    unidad_medida_venta   VARCHAR,
    factor_unidad_medida  DECIMAL(18, 6),
    costo_unitario_bs     DECIMAL(18, 6),
    costo_unitario_usd    DECIMAL(18, 6),
    precio_unitario_bs    DECIMAL(18, 6),
    precio_unitario_usd   DECIMAL(18, 6),
    venta_total_bs        DECIMAL(18, 6),
    venta_total_usd       DECIMAL(18, 6),
    costo_total_bs        DECIMAL(18, 6),
    costo_total_usd       DECIMAL(18, 6),
    utilidad_bruta_bs     DECIMAL(18, 6),
    utilidad_bruta_usd    DECIMAL(18, 6),
    impuesto_porcentaje   DECIMAL(18, 6),
    impuesto_monto        DECIMAL(18, 6),
    porcentaje_descuento  DECIMAL(18, 6),
    monto_descuento       DECIMAL(18, 6),
    total_factura         DECIMAL(18, 6),
    tasa_usd              DECIMAL(18, 6),
    es_no_fiscal          BOOLEAN,
    tiene_promocion       BOOLEAN,
    codigo_promocion      VARCHAR,
    ejecucion_id          BIGINT         NOT NULL,
    cargado_en            TIMESTAMP      NOT NULL, -- UTC
    PRIMARY KEY (ubicacion_id, numero_factura, linea)
);

-- Lines that cannot be loaded, with the reason. The digest of the line keeps them apart.
CREATE TABLE IF NOT EXISTS ventas_rechazadas (
    ubicacion_id   VARCHAR   NOT NULL,
    huella         VARCHAR   NOT NULL,
    numero_factura VARCHAR,
    linea          INTEGER,
    motivo         VARCHAR   NOT NULL,
    contenido      VARCHAR   NOT NULL, -- the line as KLK gave it
    ejecucion_id   BIGINT    NOT NULL,
    rechazado_en   TIMESTAMP NOT NULL  -- UTC
);

CREATE TABLE IF NOT EXISTS productos (
    codigo                VARCHAR   NOT NULL PRIMARY KEY,
    nombre                VARCHAR,
    barra                 VARCHAR,
    categoria             VARCHAR,
    descripcion           VARCHAR,
    subcategoria          VARCHAR,
    descripcion_categoria VARCHAR,
    marca                 VARCHAR,
    precio                DECIMAL(18, 6),
    iva                   DECIMAL(18, 6),
    actualizado_en        TIMESTAMP NOT NULL -- UTC
);

CREATE TABLE IF NOT EXISTS stock_actual (
    ubicacion_id   VARCHAR   NOT NULL,
    codigo         VARCHAR   NOT NULL,
    almacen        VARCHAR   NOT NULL,
    stock          DECIMAL(18, 6),
    actualizado_en TIMESTAMP NOT NULL, -- UTC
    PRIMARY KEY (ubicacion_id, codigo, almacen)
);

CREATE SEQUENCE IF NOT EXISTS etl_ejecuciones_id;

CREATE TABLE IF NOT EXISTS etl_ejecuciones (
    id                   BIGINT    NOT NULL DEFAULT nextval('etl_ejecuciones_id') PRIMARY KEY,
    etl_tipo             VARCHAR   NOT NULL,
    ubicacion_id         VARCHAR   NOT NULL,
    ubicacion_nombre     VARCHAR,
    fecha_inicio         TIMESTAMP NOT NULL, -- UTC
    fecha_fin            TIMESTAMP,          -- UTC
    duracion_segundos    DOUBLE PRECISION,
    fecha_desde          DATE      NOT NULL, -- of the store, as are the three after it
    fecha_hasta          DATE      NOT NULL,
    hora_desde           TIME,
    hora_hasta           TIME,
    estado               VARCHAR   NOT NULL,
    registros_extraidos  BIGINT,
    registros_cargados   BIGINT,
    error_mensaje        VARCHAR,
    error_tipo           VARCHAR,
    modo                 VARCHAR   NOT NULL,
    version_etl          VARCHAR,
    host                 VARCHAR,
    trabajo              VARCHAR             -- the job that ran it
);
