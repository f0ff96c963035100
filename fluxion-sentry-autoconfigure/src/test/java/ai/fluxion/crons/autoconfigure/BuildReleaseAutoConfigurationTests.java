package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sentry.Sentry;
import io.sentry.SentryOptions;
import io.sentry.spring.boot.jakarta.SentryAutoConfiguration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class BuildReleaseAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(BuildReleaseAutoConfiguration.class, SentryAutoConfiguration.class))
            .withPropertyValues("sentry.dsn=http://clave@127.0.0.1:1/7");

    private final ApplicationContextRunner built =
            this.runner.withBean(BuildProperties.class, BuildReleaseAutoConfigurationTests::build);

    @AfterEach
    void stop() {
        Sentry.close();
    }

    @Test
    void theBuildIsTheRelease() {
        this.built.run(context ->
                assertThat(context.getBean(SentryOptions.class).getRelease()).isEqualTo("klk-etl@1.4.2"));
    }

    @Test
    void whatIsConfiguredStays() {
        this.built
                .withPropertyValues("etl.version=2.0", "sentry.release=${etl.version}")
                .run(context -> assertThat(context.getBean(SentryOptions.class).getRelease())
                        .isEqualTo("2.0"));
    }

    @Test
    void aCommitThatTheSdkKnowsStays() {
        Properties git = new Properties();
        git.setProperty("commit.id", "abc123");
        this.built.withBean(GitProperties.class, () -> new GitProperties(git)).run(context -> assertThat(
                        context.getBean(SentryOptions.class).getRelease())
                .isEqualTo("abc123"));
    }

    @Test
    void withoutABuildOrTheSdkThereIsNothingToDo() {
        this.runner.run(context ->
                assertThat(context.getBean(SentryOptions.class).getRelease()).isNull());
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(BuildReleaseAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(SentryOptions.class))
                .run(context -> assertThat(context).hasNotFailed());
    }

    private static BuildProperties build() {
        Properties build = new Properties();
        build.setProperty("artifact", "klk-etl");
        build.setProperty("version", "1.4.2");
        return new BuildProperties(build);
    }
}
