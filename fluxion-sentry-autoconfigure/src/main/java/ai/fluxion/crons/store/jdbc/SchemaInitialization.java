package ai.fluxion.crons.store.jdbc;

/**
 * Whether {@link JdbcMonitorStore} makes its tables.
 *
 * @since 0.1.0
 */
public enum SchemaInitialization {
    /** Always; each process that starts does it, and the first one has something to do. */
    ALWAYS,
    /** In a database that lives in the process's memory. */
    EMBEDDED,
    /** Somebody else runs the scripts beside {@link JdbcStoreSchema}. */
    NEVER
}
