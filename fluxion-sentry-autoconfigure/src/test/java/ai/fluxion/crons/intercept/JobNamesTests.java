package ai.fluxion.crons.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobNamesTests {

    @TempDir
    Path folder;

    @Test
    void anInternalFunctionOfKotlinIsCalledAsItsSourceSays() throws Exception {
        compile("kotlin/Metadata", "package kotlin; @Retention(RetentionPolicy.RUNTIME) public @interface Metadata {}");
        compile("klk/Ventas", "package klk; @kotlin.Metadata public class Ventas { void cargar$etl_main() {} }");
        assertThat(jobOf("klk.Ventas", "cargar$etl_main")).isEqualTo("klk.Ventas.cargar");
    }

    @Test
    void aMethodOfJavaMayHaveADollarInItsName() throws Exception {
        compile("klk/Tasas", "package klk; public class Tasas { void en$() {} void bs$usd() {} }");
        assertThat(jobOf("klk.Tasas", "en$")).isEqualTo("klk.Tasas.en$");
        assertThat(jobOf("klk.Tasas", "bs$usd")).isEqualTo("klk.Tasas.bs$usd");
    }

    private void compile(String name, String source) throws IOException {
        Path file = this.folder.resolve(name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.replace("; @Retention", "; import java.lang.annotation.*; @Retention"));
        String classes = this.folder.toString();
        List<String> arguments = List.of("-proc:none", "-cp", classes, "-d", classes, file.toString());
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    /** In a loader of its own, or Spring would take the tests for an application in Kotlin. */
    private String jobOf(String type, String method) throws Exception {
        URL[] classes = {this.folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, null)) {
            Class<?> found = loader.loadClass(type);
            return JobNames.of(found, found.getDeclaredMethod(method));
        }
    }
}
