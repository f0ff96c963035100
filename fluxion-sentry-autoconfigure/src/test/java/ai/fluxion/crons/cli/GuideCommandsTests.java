package ai.fluxion.crons.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.fluxion.crons.testing.FakeSentry;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command line that README and guides tell people to write does what they say. */
class GuideCommandsTests {

    private static final String CRONS = "java -jar app.jar crons ";

    private static final Pattern SHELL =
            Pattern.compile("^( *)```sh\\R(.*?)^ *```", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern IN_TEXT = Pattern.compile("`(crons [^`]+)`");

    /** What ends otherwise than with 0, and is meant to. */
    private static final Map<String, Integer> CODES = Map.of("drift reglas.json", 1);

    /** What the shell is told besides, and where it is run or bound. */
    private static final List<Pattern> ELSEWHERE = List.of(
            // by .ci/run
            Pattern.compile(
                    "mvn (verify|-q -DskipTests package && java -jar sample-etl-app/target/sample-etl-app.jar)"),
            // ComandosIT runs with them
            Pattern.compile("export (SENTRY_DSN|SENTRY_ENVIRONMENT|FLUXION_CRONS_PROVISION_TOKEN)=.*"),
            // by ComandosIT, against the running application
            Pattern.compile("curl -s .*http://localhost:8080/(actuator|api)/.*"),
            // the replicas of docs/CLUSTER.md: by GuiaClusterIT, which also holds compose.yml against the guide
            Pattern.compile("export (SPRING_PROFILES_ACTIVE=demo,cluster|ETL_POSTGRES_URL=\\S+) .*"),
            Pattern.compile("java -jar sample-etl-app/target/sample-etl-app.jar --server.port=808[12] &"),
            Pattern.compile("cd sample-etl-app && ETL_API_KEY=una-clave docker compose up --build"),
            // the test has a file as AWS answers it
            Pattern.compile("aws (events list-rules|scheduler get-schedule --name \\S+) > \\S+.json"),
            Pattern.compile("kubectl get cronjobs -o yaml > cronjobs.yaml"));

    @TempDir
    private static Path folder;

    private static FakeSentry sentry;

    @BeforeAll
    static void start() throws IOException {
        sentry = new FakeSentry();
        sentry.monitorOfSomebody("etl-viejo", "0 1 * * *");
        CronsCommandLineTests.run(context(), "provision");
        Files.writeString(
                folder.resolve("reglas.json"),
                """
                {"Rules": [{"Name": "etl-ventas-historico", "ScheduleExpression": "cron(0 2 * * ? *)", "State": "ENABLED"}]}
                """);
    }

    @AfterAll
    static void stop() {
        sentry.close();
        assertThat(sentry.problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void everyLineForTheShellRuns(String line) throws Exception {
        if (line.startsWith(CRONS)) {
            crons(line.substring(CRONS.length()));
        } else if (line.contains("https://sentry.io/")) {
            webApi(line);
        } else {
            assertThat(ELSEWHERE).as(line).anyMatch(known -> known.matcher(line).matches());
        }
    }

    private static void crons(String command) {
        List<String> arguments = words(command).stream()
                .map(word -> word.matches("reglas.json|application.yml")
                        ? folder.resolve(word).toString()
                        : word)
                .toList();

        CronsCommandLineTests.Result result = CronsCommandLineTests.run(context(), arguments.toArray(String[]::new));

        assertThat(result.code())
                .as("%s%n%s%n%s", command, result.out(), result.err())
                .isEqualTo(CODES.getOrDefault(command, 0));
    }

    /** The same call, to a Sentry of ours that holds it against the published schema. */
    private static void webApi(String line) throws IOException, InterruptedException {
        assumeThat(new File("/usr/bin/curl")).exists();
        ProcessBuilder shell = new ProcessBuilder(
                "sh", "-c", line.replace("https://sentry.io", sentry.url().toString()) + " -f");
        shell.environment().put("FLUXION_CRONS_PROVISION_TOKEN", FakeSentry.TOKEN);
        Process process = shell.redirectErrorStream(true).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(answer).isZero();
        assertThat(answer).contains("\"slug\":\"etl-ventas-historico\"");
    }

    @ParameterizedTest
    @MethodSource("inText")
    void everyCommandThatTheTextNamesIsOne(String command) {
        List<String> arguments = new ArrayList<>(words(command));
        arguments.remove(0);

        CommandContext.Streams streams = context().streams();

        boolean help = arguments.contains("--help");
        assertThat(CronsCommandLine.answer(Locale.ENGLISH, streams, arguments).isPresent())
                .as(command)
                .isEqualTo(help);
    }

    /** The tables of troubles begin with what somebody sees: a line of the log, or of a command. */
    @ParameterizedTest
    @MethodSource("seen")
    void whatTheTablesOfTroublesQuoteIsSaid(String quoted) {
        String said = TranslatorTests.everythingSaid();

        assertThat(List.of(quoted.split("\\.\\.\\.")))
                .allSatisfy(piece -> assertThat(said).contains(piece.strip()));
    }

    /** Severities and subjects are apart from what is found. */
    static Stream<String> seen() throws IOException {
        List<String> quotes = new ArrayList<>();
        for (Path guide : guides()) {
            Matcher row = Pattern.compile("^\\| ([^|]*`[^|]*) \\|", Pattern.MULTILINE)
                    .matcher(troubles(Files.readString(guide)));
            while (row.find()) {
                Matcher quote = Pattern.compile("`([^`]+)`").matcher(row.group(1));
                while (quote.find()) {
                    quotes.add(quote.group(1).replaceFirst("^PROBLEM [a-z-]+ \\.\\.\\. ", ""));
                }
            }
        }
        assertThat(quotes).hasSizeGreaterThan(8);
        return quotes.stream()
                // numbers stand in a log line's places, and for what Sentry answers
                .filter(quote -> !quote.matches("\\.\\.\\. monitors = .*|\\d+|sdk io.sentry \\.\\.\\.|ok"))
                .distinct();
    }

    private static String troubles(String guide) {
        Matcher heading = Pattern.compile("^## (Troubleshooting|Problemas).*$", Pattern.MULTILINE)
                .matcher(guide);
        if (!heading.find()) {
            return "";
        }
        int next = guide.indexOf("\n## ", heading.end());
        return guide.substring(heading.end(), next < 0 ? guide.length() : next);
    }

    static Stream<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path guide : guides()) {
            Matcher block = SHELL.matcher(Files.readString(guide));
            while (block.find()) {
                block.group(2)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .forEach(lines::add);
            }
        }
        assertThat(lines).hasSizeGreaterThan(30);
        return lines.stream().distinct();
    }

    /** Those in one piece: an ellipsis or a placeholder stands for something. */
    static Stream<String> inText() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path guide : guides()) {
            Matcher command = IN_TEXT.matcher(Files.readString(guide));
            while (command.find()) {
                commands.add(command.group(1)
                        .replaceAll("<(slug|comando)>", "list")
                        .replace("crons list --help", "crons show --help"));
            }
        }
        return commands.stream()
                .filter(command -> !command.contains("...") && command.split(" ").length > 2)
                .distinct();
    }

    private static List<Path> guides() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        List<Path> guides = new ArrayList<>(List.of(root.resolve("README.md")));
        try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(guides::add);
        }
        return guides;
    }

    /** As a shell splits them. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)").matcher(command);
        while (matcher.find()) {
            words.add(matcher.group().replaceAll("^[\"']|[\"']$", ""));
        }
        return words;
    }

    private static CommandContext context() {
        return CronsCommandLineTests.context(
                List.of(),
                "etl_preguntado\nUTC\n0 4 * * *\n20m\n\n\n",
                Locale.ENGLISH,
                sentry.dsn(),
                () -> CronsCommandLineTests.settings(sentry.url(), FakeSentry.TOKEN));
    }
}
