-- Profile cluster, after esquema.sql: indexes that DuckDB does without, and what replicas tell each other.

CREATE INDEX IF NOT EXISTS etl_ejecuciones_por_inicio ON etl_ejecuciones (fecha_inicio);
CREATE INDEX IF NOT EXISTS etl_ejecuciones_por_trabajo ON etl_ejecuciones (trabajo, ubicacion_id, fecha_hasta);
CREATE INDEX IF NOT EXISTS ventas_rechazadas_por_tienda ON ventas_rechazadas (ubicacion_id);

-- What became of each store of a sweep: whoever waits for it reads it here.
CREATE TABLE IF NOT EXISTS etl_tramos (
    barrido         VARCHAR   NOT NULL, -- the job and its slot
    ubicacion_id    VARCHAR   NOT NULL,
    extraidos       BIGINT,
    cargados        BIGINT,
    rechazados      BIGINT,
    facturas        BIGINT,
    venta_total_usd DECIMAL(24, 6),
    error_tipo      VARCHAR,            -- NULL: it is loaded
    error_mensaje   VARCHAR,
    terminado_en    TIMESTAMP NOT NULL, -- UTC
    PRIMARY KEY (barrido, ubicacion_id)
);
