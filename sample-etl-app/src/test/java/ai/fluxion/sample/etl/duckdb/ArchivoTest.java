package ai.fluxion.sample.etl.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.unit.DataSize;

/** What people are told of a file with which the application cannot start. */
class ArchivoTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path carpeta;

    @Test
    void ofAFileThatIsNoDatabasePeopleAreToldWhatToDo() throws IOException {
        Path archivo = Files.writeString(carpeta.resolve("klk.duckdb"), "esto no es una base de datos\n".repeat(500));

        FailureAnalysis analisis = analisis(archivo);

        assertThat(analisis.getDescription()).contains(archivo.toString()).contains("not a valid DuckDB database");
        assertThat(analisis.getAction()).contains("etl.duckdb.archivo");
        assertThat(archivo).as("it is theirs").exists();
    }

    @Test
    void ofAFolderThatCannotBeMadePeopleAreToldWhatToDo() throws IOException {
        Path estorbo = Files.writeString(carpeta.resolve("datos"), "");

        assertThat(analisis(estorbo.resolve("klk.duckdb")).getAction()).contains("etl.duckdb.archivo");
    }

    private static FailureAnalysis analisis(Path archivo) {
        DuckDbProperties propiedades =
                new DuckDbProperties(archivo, DataSize.ofMegabytes(64), 1, Duration.ofSeconds(1));
        Throwable fallo = catchThrowable(() -> new DuckDb(propiedades).close());
        List<FailureAnalysis> analisis = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        SpringFactoriesLoader.FailureHandler.logging(
                                org.apache.commons.logging.LogFactory.getLog(ArchivoTest.class)))
                .stream()
                .filter(uno -> uno.getClass().getPackage().equals(DuckDb.class.getPackage()))
                .map(uno -> uno.analyze(fallo))
                .filter(Objects::nonNull)
                .toList();
        assertThat(analisis).as("%s", fallo).hasSize(1);
        return analisis.get(0);
    }
}
