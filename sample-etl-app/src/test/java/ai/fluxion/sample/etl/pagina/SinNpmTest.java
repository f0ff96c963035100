package ai.fluxion.sample.etl.pagina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build on a machine that has no npm: Maven itself, on the build files alone. */
@Tag("exhaustive")
class SinNpmTest {

    private static final Path RAIZ = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path carpeta;

    @AfterEach
    void removeTheLinks() throws IOException {
        try (DirectoryStream<Path> enlaces = Files.newDirectoryStream(carpeta.resolve("bin"))) {
            for (Path enlace : enlaces) {
                Files.delete(enlace); // JUnit would warn of each
            }
        }
    }

    @Test
    void withoutNpmTheBuildSaysSoAndPassesWithoutThePage() throws Exception {
        Path herramientas = herramientasSinNpm();
        assumeThat(herramientas.resolve("mvn")).exists();
        for (String archivo : List.of(
                "pom.xml",
                "fluxion-sentry-autoconfigure/pom.xml",
                "fluxion-sentry-starter/pom.xml",
                "sample-etl-app/pom.xml",
                "sample-etl-app/frontend/package.json",
                "sample-etl-app/frontend/package-lock.json")) {
            Path copia = carpeta.resolve(archivo);
            Files.createDirectories(copia.getParent());
            Files.copy(RAIZ.resolve(archivo), copia);
        }

        Path dicho = carpeta.resolve("dicho.txt");
        ProcessBuilder maven = new ProcessBuilder(
                        herramientas.resolve("mvn").toString(),
                        "-B",
                        "-o",
                        "-Dmaven.repo.local="
                                + System.getProperty(
                                        "localRepository", System.getProperty("user.home") + "/.m2/repository"),
                        // Not sooner: a module is known to the others by what it has compiled, be it nothing.
                        "test-compile")
                .directory(carpeta.toFile())
                .redirectErrorStream(true)
                .redirectOutput(dicho.toFile());
        maven.environment().put("PATH", herramientas.toString());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process construccion = maven.start();
        try {
            assertThat(construccion.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            construccion.descendants().forEach(ProcessHandle::destroyForcibly);
            construccion.destroyForcibly();
        }

        assertThat(Files.readString(dicho))
                .contains("The page is left out: there is no npm on the PATH. The API works without it.")
                .contains("BUILD SUCCESS");
        assertThat(construccion.exitValue()).isZero();
        assertThat(carpeta.resolve("sample-etl-app/target/classes/static")).doesNotExist();
    }

    /** What the PATH has, but for npm. */
    private Path herramientasSinNpm() throws IOException {
        Path herramientas = Files.createDirectory(carpeta.resolve("bin"));
        String camino = String.valueOf(System.getenv("PATH"));
        for (String lugar : camino.split(File.pathSeparator)) {
            if (!Files.isDirectory(Path.of(lugar))) {
                continue;
            }
            try (DirectoryStream<Path> programas = Files.newDirectoryStream(Path.of(lugar))) {
                for (Path programa : programas) {
                    Path enlace = herramientas.resolve(programa.getFileName());
                    if (Stream.of("npm", "npx").noneMatch(enlace::endsWith)
                            && !Files.exists(enlace, LinkOption.NOFOLLOW_LINKS)) {
                        Files.createSymbolicLink(enlace, programa.toAbsolutePath());
                    }
                }
            }
        }
        return herramientas;
    }
}
