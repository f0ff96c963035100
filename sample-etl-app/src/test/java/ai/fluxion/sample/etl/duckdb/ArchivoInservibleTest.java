package ai.fluxion.sample.etl.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.unit.DataSize;

/** What is said at the start of a file that cannot be the database. */
class ArchivoInservibleTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path carpeta;

    @Test
    void aFileOfAnotherKindIsNamedWithWhatToDo() throws Exception {
        Path archivo = Files.writeString(carpeta.resolve("klk.duckdb"), "tienda,ventas\n".repeat(1000));

        FailureAnalysis analisis = abrir(archivo);

        assertThat(analisis.getDescription()).contains(archivo.toString(), "not a valid DuckDB database file");
        assertThat(analisis.getAction()).contains("etl.duckdb.archivo");
        assertThat(archivo).content().startsWith("tienda,ventas");
    }

    @Test
    void aFolderThatCannotBeMadeIsToo() throws Exception {
        Path ocupada = Files.createFile(carpeta.resolve("datos"));

        FailureAnalysis analisis = abrir(ocupada.resolve("klk.duckdb"));

        assertThat(analisis.getDescription()).contains(ocupada.toString());
        assertThat(analisis.getAction()).contains("etl.duckdb.archivo");
    }

    private static FailureAnalysis abrir(Path archivo) {
        Throwable fallo = catchThrowable(
                () -> new DuckDb(new DuckDbProperties(archivo, DataSize.ofMegabytes(64), 1, Duration.ofSeconds(1))));
        return Objects.requireNonNull(
                new ArchivoInservibleFailureAnalyzer().analyze(new IllegalStateException("at the start", fallo)));
    }
}
