package ai.fluxion.sample.etl;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The data sets that tests may use where they are: {@code shared/data} beside the repository. */
public final class Datos {

    private Datos() {}

    /** A file of it; where it is absent the test is skipped. */
    public static Path archivo(String nombre) {
        Path archivo = buscar(nombre);
        assumeThat(archivo)
                .as("shared/data/%s is beside the repository", nombre)
                .isNotNull();
        return java.util.Objects.requireNonNull(archivo);
    }

    private static @Nullable Path buscar(String nombre) {
        for (Path carpeta = Path.of("").toAbsolutePath(); carpeta != null; carpeta = carpeta.getParent()) {
            Path archivo = carpeta.resolve("shared").resolve("data").resolve(nombre);
            if (Files.isReadable(archivo)) {
                return archivo;
            }
        }
        return null;
    }
}
