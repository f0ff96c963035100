package ai.fluxion.sample.etl.ventas;

import ai.fluxion.sample.etl.duckdb.DuckDb;
import ai.fluxion.sample.etl.duckdb.DuckDbProperties;
import ai.fluxion.sample.etl.klk.Campos;
import ai.fluxion.sample.etl.klk.KlkClient;
import ai.fluxion.sample.etl.klk.KlkProperties;
import ai.fluxion.sample.etl.simulador.Simulador;
import ai.fluxion.sample.etl.simulador.SimuladorProperties;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.ventana.Ventana;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.FileSystemUtils;

/**
 * 1,000,000 sales lines into DuckDB, side by side: as a bare Appender loop does it with values that lie ready; as a
 * sweep does it (each line read from KLK's JSON, collected, checked for repetitions, and a store's moved in one
 * transaction; as many stores at once as {@code etl.paralelismo} says by default); the same with one store after the
 * other; and a sweep once more over lines that are all there already. They take turns, each time in a new database with
 * the settings of the product, until everything is in its file; what counts are the medians of their ratios to the bare
 * loop of the same turn. {@code mvn verify -Pbenchmark -pl sample-etl-app -am}; {@code -Dtiendas=10} loads a fifth of it.
 */
public final class CargaBenchmark {

    private static final int TIENDAS = Integer.getInteger("tiendas", 50);
    private static final int TURNOS = Integer.getInteger("turnos", 3);
    private static final int LINEAS = 20_000;
    private static final int A_LA_VEZ = 4;
    private static final LocalDate DIA = LocalDate.of(2026, 11, 10);
    private static final LocalDateTime AHORA = DIA.atStartOfDay();
    private static final OperatingSystemMXBean PROCESO =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private CargaBenchmark() {}

    /** Runs it, and prints seconds and CPU seconds of each turn, and in the end the medians of their ratios. */
    public static void main(String[] args) throws Exception {
        List<JsonNode> lineas = lineas();
        List<Object[]> valores = valores(lineas);
        Carga desnuda = (duckDb, tiendas) -> appender(duckDb, tiendas, valores);
        Carga barrido = (duckDb, tiendas) -> lotes(duckDb, tiendas, lineas, A_LA_VEZ);
        Carga unaTrasOtra = (duckDb, tiendas) -> lotes(duckDb, tiendas, lineas, 1);
        medir(2, desnuda, barrido); // to get warm
        Map<String, List<Tiempo>> proporciones = new LinkedHashMap<>();
        for (int turno = 1; turno <= TURNOS; turno++) {
            Tiempo vara = medir(TIENDAS, desnuda).get(0);
            List<Tiempo> dosVeces = medir(TIENDAS, barrido, barrido);
            Map<String, Tiempo> tiempos = new LinkedHashMap<>();
            tiempos.put("bare Appender loop", vara);
            tiempos.put("sweep, " + A_LA_VEZ + " stores at once", dosVeces.get(0));
            tiempos.put("one store after the other", medir(TIENDAS, unaTrasOtra).get(0));
            tiempos.put("sweep again: every line is there", dosVeces.get(1));
            for (Map.Entry<String, Tiempo> uno : tiempos.entrySet()) {
                decir("turn " + turno, uno.getKey(), uno.getValue(), "s");
                proporciones
                        .computeIfAbsent(uno.getKey(), nombre -> new ArrayList<>())
                        .add(uno.getValue().entre(vara));
            }
        }
        proporciones.forEach((nombre, todas) -> decir("median", nombre, mediana(todas), "x"));
    }

    private static void decir(String cuando, String que, Tiempo tiempo, String unidad) {
        System.out.printf(
                Locale.ROOT,
                "%d lines, %s, %-34s %6.2f %s, CPU %6.2f %s%n",
                TIENDAS * LINEAS,
                cuando,
                que,
                tiempo.pared(),
                unidad,
                tiempo.cpu(),
                unidad);
    }

    private static Tiempo mediana(List<Tiempo> todos) {
        return new Tiempo(
                mediana(todos.stream().mapToDouble(Tiempo::pared)),
                mediana(todos.stream().mapToDouble(Tiempo::cpu)));
    }

    private static double mediana(DoubleStream valores) {
        double[] ordenados = valores.sorted().toArray();
        return ordenados[ordenados.length / 2];
    }

    private static List<JsonNode> lineas() {
        Tienda tienda = new Tienda("tienda_01", "PERIFERICO", "SUC001", "APP-TPF");
        SimuladorProperties propiedades =
                new SimuladorProperties(true, 0, 1, 60_000, 4000, 0, null, Duration.ZERO, List.of());
        List<JsonNode> lineas = new ArrayList<>();
        try (Simulador simulador =
                        new Simulador(propiedades, List.of(tienda), Clock.system(ZoneId.of("America/Caracas")));
                KlkClient klk = cliente(simulador)) {
            klk.ventas(tienda, Ventana.dia(DIA), linea -> {
                if (lineas.size() < LINEAS) {
                    lineas.add(linea);
                }
            });
        }
        if (lineas.size() < LINEAS) {
            throw new IllegalStateException("only " + lineas.size() + " lines");
        }
        return lineas;
    }

    private static KlkClient cliente(Simulador simulador) {
        simulador.iniciar();
        Duration timeout = Duration.ofMinutes(5);
        return new KlkClient(
                new KlkProperties(null, timeout, timeout, timeout, 1, Duration.ZERO, 1, 1), simulador::url);
    }

    /** What a line's columns hold, after the store's. */
    private static List<Object[]> valores(List<JsonNode> lineas) throws LineaRechazada {
        List<Object[]> valores = new ArrayList<>(lineas.size());
        for (JsonNode cruda : lineas) {
            LineaVenta linea = LineaVenta.leer(cruda);
            List<Object> valor = new ArrayList<>();
            valor.add(linea.numeroFactura());
            valor.add(linea.linea());
            valor.add(linea.fecha());
            valor.add(linea.hora().truncatedTo(ChronoUnit.MICROS));
            valor.add(linea.fecha().atTime(linea.hora()).truncatedTo(ChronoUnit.MICROS));
            for (Columna columna : Columna.TODAS) {
                JsonNode campo = linea.campo(columna);
                valor.add(
                        switch (columna.tipo()) {
                            case TEXTO -> Campos.texto(campo);
                            case DECIMAL -> Campos.decimal(campo);
                            case LOGICO -> Campos.logico(campo);
                        });
            }
            valores.add(valor.toArray());
        }
        return valores;
    }

    /** The times of loads into one new database, one after the other. */
    private static List<Tiempo> medir(int tiendas, Carga... cargas) throws Exception {
        Path carpeta = Files.createTempDirectory("carga");
        try (DuckDb duckDb = new DuckDb(propiedades(carpeta.resolve("klk.duckdb")));
                DuckDBConnection conexion = duckDb.getConnection();
                Statement orden = conexion.createStatement()) {
            orden.execute(new String(
                    CargaBenchmark.class.getResourceAsStream("/esquema.sql").readAllBytes(), StandardCharsets.UTF_8));
            List<Tiempo> tiempos = new ArrayList<>();
            for (Carga carga : cargas) {
                Tiempo inicio = Tiempo.ahora();
                carga.de(duckDb, tiendas);
                orden.execute("CHECKPOINT"); // the same work is done at the end of each
                tiempos.add(Tiempo.ahora().menos(inicio));
                comprobar(duckDb, tiendas);
            }
            return tiempos;
        } finally {
            FileSystemUtils.deleteRecursively(carpeta);
        }
    }

    /** The product's, for a file. */
    private static DuckDbProperties propiedades(Path archivo) {
        return new Binder(new MapConfigurationPropertySource(Map.of("etl.duckdb.archivo", archivo)))
                .bind("etl.duckdb", DuckDbProperties.class)
                .get();
    }

    private static void comprobar(DuckDb duckDb, int tiendas) throws SQLException {
        try (DuckDBConnection conexion = duckDb.getConnection()) {
            long hay = duckDb.unaFila(conexion, "SELECT count(*) FROM ventas_raw", fila -> fila.getLong(1));
            if (hay != (long) tiendas * LINEAS) {
                throw new IllegalStateException(hay + " lines are loaded");
            }
        }
    }

    private static void lotes(DuckDb duckDb, int tiendas, List<JsonNode> lineas, int aLaVez) throws Exception {
        ExecutorService hilos = Executors.newFixedThreadPool(aLaVez);
        try {
            List<Callable<Void>> cargas = new ArrayList<>();
            for (int i = 0; i < tiendas; i++) {
                int tienda = i;
                cargas.add(() -> lote(duckDb, tienda, lineas));
            }
            for (Future<Void> una : hilos.invokeAll(cargas)) {
                una.get();
            }
        } finally {
            hilos.shutdown();
        }
    }

    private static Void lote(DuckDb duckDb, int tienda, List<JsonNode> lineas) throws SQLException {
        try (Lote lote = new LoteDuckDb(duckDb, "tienda_" + tienda, tienda, AHORA)) {
            for (JsonNode linea : lineas) {
                lote.agregar(linea);
            }
            lote.transformar(lineas.size());
            lote.cargar();
            return null;
        }
    }

    private static void appender(DuckDb duckDb, int tiendas, List<Object[]> valores) throws SQLException {
        try (DuckDBConnection conexion = duckDb.getConnection()) {
            for (int tienda = 0; tienda < tiendas; tienda++) {
                try (DuckDBAppender appender = conexion.createAppender("main", "ventas_raw")) {
                    for (Object[] valor : valores) {
                        appender.beginRow();
                        appender.append("tienda_" + tienda);
                        for (Object uno : valor) {
                            poner(appender, uno);
                        }
                        appender.append((long) tienda);
                        appender.append(AHORA);
                        appender.endRow();
                    }
                }
            }
        }
    }

    private static void poner(DuckDBAppender appender, Object valor) throws SQLException {
        if (valor == null) {
            appender.appendNull();
        } else if (valor instanceof String texto) {
            appender.append(texto);
        } else if (valor instanceof BigDecimal decimal) {
            appender.append(decimal);
        } else if (valor instanceof Integer entero) {
            appender.append(entero.intValue());
        } else if (valor instanceof Boolean logico) {
            appender.append(logico.booleanValue());
        } else if (valor instanceof LocalDate fecha) {
            appender.append(fecha);
        } else if (valor instanceof LocalDateTime momento) {
            appender.append(momento);
        } else {
            appender.append((java.time.LocalTime) valor);
        }
    }

    /** Seconds: by the clock, and of all of the process's threads. */
    private record Tiempo(double pared, double cpu) {

        static Tiempo ahora() {
            return new Tiempo(System.nanoTime() / 1e9, PROCESO.getProcessCpuTime() / 1e9);
        }

        Tiempo menos(Tiempo inicio) {
            return new Tiempo(pared - inicio.pared, cpu - inicio.cpu);
        }

        Tiempo entre(Tiempo vara) {
            return new Tiempo(pared / vara.pared, cpu / vara.cpu);
        }
    }

    @FunctionalInterface
    private interface Carga {
        void de(DuckDb duckDb, int tiendas) throws Exception;
    }
}
