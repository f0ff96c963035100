package ai.fluxion.sample.etl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** {@code compose.yml} is YAML, and what {@code docs/CLUSTER.md} says of it. */
class ComposeTest {

    @Test
    void itHasTheReplicasAndTheVariablesOfTheGuide() throws IOException {
        Map<String, Object> compose = new Yaml().load(Files.readString(Path.of("compose.yml")));
        Map<?, ?> servicios = (Map<?, ?>) compose.get("services");

        Matcher muerta = Pattern.compile("docker compose kill -s SIGKILL ([\\w-]+)")
                .matcher(Files.readString(GuiaClusterIT.GUIA));
        assertThat(muerta.find()).isTrue();
        assertThat(servicios.containsKey(muerta.group(1))).isTrue();
        for (String puerto : List.of("8081", "8082")) {
            assertThat(Files.readString(GuiaClusterIT.GUIA)).contains("http://localhost:" + puerto);
            assertThat(servicios.toString()).contains("127.0.0.1:" + puerto + ":");
        }
        Map<?, ?> entorno = (Map<?, ?>) ((Map<?, ?>) servicios.get(muerta.group(1))).get("environment");
        Matcher variable = Pattern.compile("(?:export |\\s)([A-Z_]+)=").matcher(GuiaClusterIT.bloque("java -jar"));
        while (variable.find()) {
            assertThat(entorno.containsKey(variable.group(1)))
                    .as(variable.group(1))
                    .isTrue();
        }
        assertThat(Files.readString(Path.of("Dockerfile"))).contains("target/sample-etl-app.jar");
    }
}
