package ai.fluxion.sample.etl.comandos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The workflow that tells Sentry of releases and deploys. */
class VersionPublicadaTests {

    private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z-]+");

    @Test
    void theReleaseOfTheWorkflowIsTheOneThatTheApplicationSends() throws Exception {
        String script = scripts().stream()
                .filter(run -> run.contains("VERSION_ETL="))
                .findFirst()
                .orElseThrow();
        Path environment = Files.createTempFile("github", "env");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script).directory(root().toFile());
        shell.environment().put("GITHUB_ENV", environment.toString());

        assertThat(shell.start().waitFor()).isZero();

        Map<String, Map<String, Object>> application =
                new Yaml().load(Files.readString(root().resolve("sample-etl-app/src/main/resources/application.yml")));
        assertThat(application.get("sentry")).containsEntry("release", "${etl.version}");
        assertThat(Files.readString(environment).strip())
                .isEqualTo("VERSION_ETL=" + application.get("etl").get("version"));
    }

    /** With {@code -Dsentry.cli=} and where it is: a package of npm brings it, Maven none. */
    @Test
    void sentryCliKnowsEveryCommandAndOptionOfTheWorkflow() throws Exception {
        List<String> calls = scripts().stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> line.startsWith("sentry-cli "))
                .toList();
        assertThat(calls).hasSize(4);
        String cli = System.getProperty("sentry.cli");
        assumeThat(cli).as("-Dsentry.cli").isNotNull();
        for (String call : calls) {
            List<String> help = new ArrayList<>(List.of(cli));
            for (String word : call.split(" ")) {
                if (word.matches("[a-z-]*[a-z]") && !word.startsWith("-") && !word.equals("sentry-cli")) {
                    help.add(word);
                } else if (!word.equals("sentry-cli")) {
                    break;
                }
            }
            help.add("--help");
            Process process = new ProcessBuilder(help).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(text).isZero();
            Matcher options = OPTION.matcher(call);
            while (options.find()) {
                assertThat(text).as(call).contains(options.group());
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> scripts() throws IOException {
        Map<String, Object> workflow =
                new Yaml().load(Files.readString(root().resolve(".github/workflows/release.yml")));
        Map<String, Map<String, Object>> jobs = (Map<String, Map<String, Object>>) workflow.get("jobs");
        List<Map<String, Object>> steps =
                (List<Map<String, Object>>) jobs.get("sentry").get("steps");
        return steps.stream()
                .map(step -> step.get("run"))
                .filter(run -> run != null)
                .map(String::valueOf)
                .toList();
    }

    private static Path root() {
        return Path.of("").toAbsolutePath().getParent();
    }
}
