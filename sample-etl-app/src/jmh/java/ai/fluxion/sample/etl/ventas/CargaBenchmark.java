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
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/**
 * 1,000,000 sales lines into DuckDB, side by side: as a bare Appender loop does it with values that lie ready; as a
 * sweep does it (each line read from KLK's JSON, collected, checked for repetitions, and a store's moved in one
 * transaction; as many stores at once as {@code etl.paralelismo} says by default); the same with one store after the
 * other; and a sweep once more over lines that are all there already. {@code mvn verify -Pbenchmark -pl sample-etl-app
 * -am}; {@code -Dtiendas=10} loads a fifth of it.
 */
public final class CargaBenchmark {

    private static final int TIENDAS = Integer.getInteger("tiendas", 50);
    private static final int LINEAS = 20_000;
    private static final int A_LA_VEZ = 4;
    private static final LocalDate DIA = LocalDate.of(2026, 11, 10);
    private static final LocalDateTime AHORA = DIA.atStartOfDay();

    private CargaBenchmark() {}

    /** Runs it, and prints lines a second of each and its time as a multiple of the bare loop's. */
    public static void main(String[] args) throws Exception {
        List<JsonNode> lineas = lineas();
        List<Object[]> valores = valores(lineas);
        Carga desnuda = (duckDb, tiendas) -> appender(duckDb, tiendas, valores);
        Carga barrido = (duckDb, tiendas) -> lotes(duckDb, tiendas, lineas, A_LA_VEZ);
        Carga unaTrasOtra = (duckDb, tiendas) -> lotes(duckDb, tiendas, lineas, 1);
        medir(1, desnuda, barrido); // to get warm
        double vara = medir(TIENDAS, desnuda)[0];
        decir("bare Appender loop", vara, vara);
        double[] dosVeces = medir(TIENDAS, barrido, barrido);
        decir("sweep, " + A_LA_VEZ + " stores at once", dosVeces[0], vara);
        decir("the same again: every line is there", dosVeces[1], vara);
        decir("one store after the other", medir(TIENDAS, unaTrasOtra)[0], vara);
    }

    private static void decir(String que, double segundos, double vara) {
        int lineas = TIENDAS * LINEAS;
        System.out.printf(
                Locale.ROOT,
                "%d lines, %-36s %5.1f s, %6.0f lines a second, ratio %.2f%n",
                lineas,
                que,
                segundos,
                lineas / segundos,
                segundos / vara);
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

    /** Seconds of loads into one new database, one after the other. */
    private static double[] medir(int tiendas, Carga... cargas) throws Exception {
        Path carpeta = Files.createTempDirectory("carga");
        try (DuckDb duckDb = new DuckDb(new DuckDbProperties(
                carpeta.resolve("klk.duckdb"), DataSize.ofMegabytes(512), 2, Duration.ofHours(1)))) {
            try (DuckDBConnection conexion = duckDb.getConnection();
                    Statement orden = conexion.createStatement()) {
                orden.execute(new String(
                        CargaBenchmark.class.getResourceAsStream("/esquema.sql").readAllBytes(),
                        StandardCharsets.UTF_8));
            }
            double[] segundos = new double[cargas.length];
            for (int i = 0; i < cargas.length; i++) {
                long inicio = System.nanoTime();
                cargas[i].de(duckDb, tiendas);
                segundos[i] = (System.nanoTime() - inicio) / 1e9;
                comprobar(duckDb, tiendas);
            }
            return segundos;
        } finally {
            FileSystemUtils.deleteRecursively(carpeta);
        }
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

    @FunctionalInterface
    private interface Carga {
        void de(DuckDb duckDb, int tiendas) throws Exception;
    }
}
