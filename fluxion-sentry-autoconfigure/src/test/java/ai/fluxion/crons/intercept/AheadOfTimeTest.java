package ai.fluxion.crons.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.autoconfigure.ScheduledInterceptionAutoConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What is generated ahead of time; the applications in src/compat run it. */
class AheadOfTimeTest {

    @Test
    void ourProcessorOfScheduledIsInWhatIsGenerated() throws Exception {
        InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
        DefaultGenerationContext generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get("ai.fluxion.crons.intercept", "Generated")), files);
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.register(Application.class, ScheduledInterceptionAutoConfiguration.class);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            generation.writeGeneratedContent();
        }
        String sources = files.getGeneratedFiles(Kind.SOURCE).keySet().stream()
                .map(name -> read(files, name))
                .collect(Collectors.joining());
        assertThat(sources)
                .contains("MonitoringScheduledProcessor::new")
                .doesNotContain("ScheduledAnnotationBeanPostProcessor");
    }

    private static String read(InMemoryGeneratedFiles files, String name) {
        try {
            return files.getGeneratedFileContent(Kind.SOURCE, name);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Application {}
}
