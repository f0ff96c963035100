package ai.fluxion.sample.etl.ejecucion;

import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.ventana.Ventana;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table {@code etl_ejecuciones}. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Repository
public class Ejecuciones {

    private static final int MENSAJE_MAXIMO = 2000;
    private static final String ABANDONADA = "abandonada: el proceso terminó antes que la ejecución";

    private final JdbcClient jdbc;
    private final Clock reloj;
    private final EtlProperties propiedades;
    private final String host = host();
    private final ReentrantLock escritura = new ReentrantLock();
    private final Filas filas = new Filas();

    Ejecuciones(JdbcClient jdbc, Clock reloj, EtlProperties propiedades) {
        this.jdbc = jdbc;
        this.reloj = reloj;
        this.propiedades = propiedades;
    }

    /**
     * Records that an execution begins.
     *
     * @return its id
     */
    public long iniciar(Encargo encargo) {
        Tienda tienda = encargo.tienda();
        Ventana ventana = encargo.ventana();
        return escribir(() -> jdbc.sql(
                        """
                        INSERT INTO etl_ejecuciones (etl_tipo, ubicacion_id, ubicacion_nombre, fecha_inicio,
                            fecha_desde, fecha_hasta, hora_desde, hora_hasta, estado, modo, version_etl, host, trabajo)
                        VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TIME), CAST(? AS TIME), ?, ?, ?, ?, ?) RETURNING id""")
                .params(java.util.Arrays.asList(
                        encargo.trabajo().tipo().palabra(),
                        tienda.id(),
                        tienda.nombre(),
                        ahora(),
                        ventana.fechaDesde(),
                        ventana.fechaHasta(),
                        texto(ventana.horaDesde()),
                        texto(ventana.horaHasta()),
                        Estado.EN_PROCESO.palabra(),
                        encargo.trabajo().modo().palabra(),
                        propiedades.version(),
                        host,
                        encargo.trabajo().nombre()))
                .query(Long.class)
                .single());
    }

    /** Records that it has loaded its window. */
    public void terminar(long id, Estado estado, Resultado resultado, Duration duracion) {
        escribir(() -> jdbc.sql(
                        """
                        UPDATE etl_ejecuciones SET estado = ?, fecha_fin = ?, duracion_segundos = ?,
                            registros_extraidos = ?, registros_cargados = ? WHERE id = ?""")
                .params(
                        estado.palabra(),
                        ahora(),
                        duracion.toNanos() / 1e9,
                        resultado.extraidos(),
                        resultado.cargados(),
                        id)
                .update());
    }

    /** Records that it has failed. */
    public void fallar(long id, TipoError tipo, String mensaje, Duration duracion) {
        escribir(() -> jdbc.sql(
                        """
                        UPDATE etl_ejecuciones SET estado = ?, fecha_fin = ?, duracion_segundos = ?,
                            error_tipo = ?, error_mensaje = ? WHERE id = ?""")
                .params(
                        Estado.FALLIDO.palabra(),
                        ahora(),
                        duracion.toNanos() / 1e9,
                        tipo.palabra(),
                        escribible(mensaje.length() > MENSAJE_MAXIMO ? mensaje.substring(0, MENSAJE_MAXIMO) : mensaje),
                        id)
                .update());
    }

    /** A text as every database takes it: PostgreSQL's have no NUL, and KLK's errors may. */
    public static String escribible(String texto) {
        return texto.replace("\0", "");
    }

    /**
     * Makes failures of what still runs in the table: this process is the only one, and it has just begun.
     *
     * @return how many there were
     */
    public int abandonar() {
        return escribir(() -> jdbc.sql(
                        """
                        UPDATE etl_ejecuciones SET estado = ?, fecha_fin = ?, error_tipo = ?, error_mensaje = ?
                        WHERE estado = ?""")
                .params(
                        Estado.FALLIDO.palabra(),
                        ahora(),
                        TipoError.UNKNOWN.palabra(),
                        ABANDONADA,
                        Estado.EN_PROCESO.palabra())
                .update());
    }

    /**
     * Makes failures of what a job still runs for a store in the table, but for one: nobody else may run it now, so the
     * process that began them has died.
     *
     * @param menos the id of the execution that goes on
     * @return how many there were
     */
    public int abandonar(Trabajo trabajo, Tienda tienda, long menos) {
        return abandonar("trabajo = ? AND ubicacion_id = ? AND id <> ?", trabajo.nombre(), tienda.id(), menos);
    }

    /** Makes a failure of an execution that nobody runs, unless it has come to an end. */
    public void abandonar(long id) {
        abandonar("id = ?", id);
    }

    private int abandonar(String cuales, Object... valores) {
        return escribir(() -> jdbc.sql(
                        """
                        UPDATE etl_ejecuciones SET estado = ?, fecha_fin = ?, error_tipo = ?, error_mensaje = ?
                        WHERE estado = ? AND %s"""
                                .formatted(cuales))
                .params(
                        Estado.FALLIDO.palabra(),
                        ahora(),
                        TipoError.UNKNOWN.palabra(),
                        ABANDONADA,
                        Estado.EN_PROCESO.palabra())
                .params(valores)
                .update());
    }

    /** What a job has loaded of a store in an execution that began at an instant or after it; the newest. */
    public Optional<Ejecucion> cargadaDesde(Trabajo trabajo, Tienda tienda, Instant inicio) {
        return jdbc
                .sql(
                        """
                        SELECT * FROM etl_ejecuciones
                        WHERE trabajo = ? AND ubicacion_id = ? AND fecha_inicio >= ? AND estado IN ('exitoso', 'parcial')
                        ORDER BY id DESC LIMIT 1""")
                .params(trabajo.nombre(), tienda.id(), LocalDateTime.ofInstant(inicio, ZoneOffset.UTC))
                .query(filas)
                .stream()
                .findFirst();
    }

    /** Takes back that an execution begins, before it has. */
    public void descartar(long id) {
        escribir(() ->
                jdbc.sql("DELETE FROM etl_ejecuciones WHERE id = ?").param(id).update());
    }

    /** One at a time: an UPDATE beside an INSERT can cost DuckDB the whole database until the next start (duckdb/duckdb#19688). */
    private <T> T escribir(Supplier<T> orden) {
        escritura.lock();
        try {
            return orden.get();
        } finally {
            escritura.unlock();
        }
    }

    /** Until when a job has loaded a store: the end of its last window that is loaded. */
    public Optional<LocalDateTime> ultimoFin(Trabajo trabajo, Tienda tienda) {
        return jdbc
                .sql(
                        """
                        SELECT * FROM etl_ejecuciones
                        WHERE trabajo = ? AND ubicacion_id = ? AND estado IN ('exitoso', 'parcial')
                        ORDER BY fecha_hasta DESC, id DESC LIMIT 200""")
                .params(trabajo.nombre(), tienda.id())
                .query(filas)
                .stream()
                .map(ejecucion -> ejecucion.ventana().hasta())
                .max(Comparator.naturalOrder());
    }

    /** The execution of an id. */
    public Optional<Ejecucion> buscar(long id) {
        return jdbc.sql("SELECT * FROM etl_ejecuciones WHERE id = ?").param(id).query(filas).stream()
                .findFirst();
    }

    /** Executions, newest first; {@code null} filters nothing. */
    public List<Ejecucion> buscar(
            @Nullable EtlTipo tipo, @Nullable String tienda, @Nullable Modo modo, @Nullable Estado estado, int limite) {
        return jdbc.sql(
                        """
                        SELECT * FROM etl_ejecuciones
                        WHERE (CAST(:tipo AS VARCHAR) IS NULL OR etl_tipo = :tipo)
                          AND (CAST(:tienda AS VARCHAR) IS NULL OR ubicacion_id = :tienda)
                          AND (CAST(:modo AS VARCHAR) IS NULL OR modo = :modo)
                          AND (CAST(:estado AS VARCHAR) IS NULL OR estado = :estado)
                        ORDER BY fecha_inicio DESC, id DESC LIMIT :limite""")
                .param("tipo", tipo == null ? null : tipo.palabra())
                .param("tienda", tienda == null ? null : escribible(tienda))
                .param("modo", modo == null ? null : modo.palabra())
                .param("estado", estado == null ? null : estado.palabra())
                .param("limite", limite)
                .query(filas);
    }

    /** Executions whose window ends on or after a day, and whatever still runs. */
    public List<Ejecucion> desde(LocalDate dia) {
        return jdbc.sql("SELECT * FROM etl_ejecuciones WHERE fecha_hasta >= ? OR estado = 'en_proceso' ORDER BY id")
                .param(dia)
                .query(filas);
    }

    /** Executions that began at an instant or after it. */
    public List<Ejecucion> iniciadasDesde(Instant inicio) {
        return jdbc.sql("SELECT * FROM etl_ejecuciones WHERE fecha_inicio >= ? ORDER BY id")
                .param(LocalDateTime.ofInstant(inicio, ZoneOffset.UTC))
                .query(filas);
    }

    private LocalDateTime ahora() {
        return LocalDateTime.ofInstant(reloj.instant(), ZoneOffset.UTC);
    }

    private static @Nullable String texto(@Nullable LocalTime hora) {
        return hora == null ? null : hora.toString();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
