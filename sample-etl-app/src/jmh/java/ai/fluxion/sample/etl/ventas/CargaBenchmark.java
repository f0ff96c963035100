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
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/**
 * 1,000,000 sales lines into DuckDB: as the ETL does it (collected, checked for repetitions, and moved in one
 * transaction a store), and as a bare Appender loop does it with values that lie ready. {@code mvn verify -Pbenchmark
 * -pl sample-etl-app -am}
 */
public final class CargaBenchmark {

    private static final int TIENDAS = 50;
    private static final int LINEAS = 20_000;
    private static final int RONDAS = 3;
    private static final LocalDate DIA = LocalDate.of(2026, 11, 10);
    private static final LocalDateTime AHORA = DIA.atStartOfDay();

    private CargaBenchmark() {}

    /** Runs it, and prints lines a second of both and their ratio. */
    public static void main(String[] args) throws Exception {
        List<JsonNode> lineas = lineas();
        List<Object[]> valores = valores(lineas);
        double propia = Double.MAX_VALUE;
        double desnuda = Double.MAX_VALUE;
        for (int ronda = 0; ronda < RONDAS; ronda++) {
            desnuda = Math.min(desnuda, medir(duckDb -> appender(duckDb, valores)));
            propia = Math.min(propia, medir(duckDb -> lotes(duckDb, lineas)));
            System.out.printf(
                    Locale.ROOT,
                    "%d lines, best of %d: ETL %.1f s (%.0f lines a second), bare Appender loop %.1f s, ratio %.2f%n",
                    TIENDAS * LINEAS,
                    ronda + 1,
                    propia,
                    TIENDAS * LINEAS / propia,
                    desnuda,
                    propia / desnuda);
        }
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

    private static double medir(Trabajo trabajo) throws Exception {
        Path carpeta = Files.createTempDirectory("carga");
        try (DuckDb duckDb = new DuckDb(new DuckDbProperties(
                carpeta.resolve("klk.duckdb"), DataSize.ofMegabytes(512), 2, Duration.ofHours(1)))) {
            try (DuckDBConnection conexion = duckDb.getConnection();
                    Statement orden = conexion.createStatement()) {
                orden.execute(new String(
                        CargaBenchmark.class.getResourceAsStream("/esquema.sql").readAllBytes(),
                        StandardCharsets.UTF_8));
            }
            long inicio = System.nanoTime();
            trabajo.hacer(duckDb);
            double segundos = (System.nanoTime() - inicio) / 1e9;
            comprobar(duckDb);
            return segundos;
        } finally {
            FileSystemUtils.deleteRecursively(carpeta);
        }
    }

    private static void comprobar(DuckDb duckDb) throws SQLException {
        try (DuckDBConnection conexion = duckDb.getConnection()) {
            long hay = duckDb.unaFila(conexion, "SELECT count(*) FROM ventas_raw", fila -> fila.getLong(1));
            if (hay != TIENDAS * LINEAS) {
                throw new IllegalStateException(hay + " lines are loaded");
            }
        }
    }

    private static void lotes(DuckDb duckDb, List<JsonNode> lineas) throws SQLException {
        for (int tienda = 0; tienda < TIENDAS; tienda++) {
            try (Lote lote = new Lote(duckDb, "tienda_" + tienda, tienda, AHORA)) {
                for (JsonNode linea : lineas) {
                    lote.agregar(linea);
                }
                lote.transformar(lineas.size());
                lote.cargar();
            }
        }
    }

    private static void appender(DuckDb duckDb, List<Object[]> valores) throws SQLException {
        try (DuckDBConnection conexion = duckDb.getConnection()) {
            for (int tienda = 0; tienda < TIENDAS; tienda++) {
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
    private interface Trabajo {
        void hacer(DuckDb duckDb) throws SQLException;
    }
}
