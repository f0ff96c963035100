package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import ai.fluxion.crons.engine.ApplicationMonitorRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/** What README and guides tell people to write binds, and an application starts with it. */
class GuideYamlTests {

    private static final Pattern YAML =
            Pattern.compile("^( *)```yaml\\R(.*?)^ *```", Pattern.MULTILINE | Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("blocks")
    void everyYamlOfTheGuidesBinds(String yaml) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        List<String> names = new ArrayList<>();
        for (PropertySource<?> source : new YamlPropertySourceLoader()
                .load("guide", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))) {
            environment.getPropertySources().addFirst(source);
            ((Map<?, ?>) source.getSource()).keySet().forEach(name -> names.add(String.valueOf(name)));
        }
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "rest",
                        Map.of(
                                "fluxion.crons.provision.token", "t",
                                "fluxion.crons.provision.org", "o",
                                "fluxion.crons.provision.project", "p")));

        CronsProperties crons = Binder.get(environment).bindOrCreate("fluxion.crons", CronsProperties.class);
        ApplicationMonitorRegistry registry =
                new ApplicationMonitorRegistry(RegistrySettingsFactory.create(crons), List.of(), Clock.systemUTC());

        assertThatNoException().isThrownBy(registry::settle);
        assertThatNoException().isThrownBy(() -> Binder.get(environment)
                .bindOrCreate("fluxion.crons.provision", ProvisionProperties.class)
                .toSettings("production", null));
        assertThat(names).filteredOn(name -> name.startsWith("fluxion.")).allSatisfy(name -> assertThat(
                        PropertiesReferenceTests.isKnown(name))
                .as(name)
                .isTrue());
    }

    static List<String> blocks() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        List<Path> guides = new ArrayList<>(List.of(root.resolve("README.md")));
        try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(guides::add);
        }
        List<String> blocks = new ArrayList<>();
        for (Path guide : guides) {
            Matcher matcher = YAML.matcher(Files.readString(guide));
            while (matcher.find()) {
                blocks.add(matcher.group(2).replaceAll("(?m)^" + matcher.group(1), ""));
            }
        }
        return blocks;
    }
}
