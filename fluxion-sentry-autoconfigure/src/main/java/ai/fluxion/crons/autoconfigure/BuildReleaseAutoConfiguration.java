package ai.fluxion.crons.autoconfigure;

import io.sentry.Sentry.OptionsConfiguration;
import io.sentry.SentryOptions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration that takes Sentry's release from the build, as {@code artifact@version}, where neither
 * {@code sentry.release} nor the commit says it: a deploy that broke an ETL is found by its release.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration",
            "io.sentry.spring.boot.jakarta.SentryAutoConfiguration",
            "io.sentry.spring.boot4.SentryAutoConfiguration"
        })
@ConditionalOnClass(SentryOptions.class)
@ConditionalOnBooleanProperty(name = "fluxion.crons.enabled", matchIfMissing = true)
public final class BuildReleaseAutoConfiguration {

    @Bean
    @ConditionalOnBean(BuildProperties.class)
    OptionsConfiguration<SentryOptions> fluxionCronsBuildRelease(
            BuildProperties build, ObjectProvider<GitProperties> git, Environment environment) {
        boolean commit = environment.getProperty("sentry.use-git-commit-id-as-release", Boolean.class, true)
                && git.stream().anyMatch(properties -> properties.getCommitId() != null);
        return options -> {
            if (options.getRelease() == null && !commit && build.getVersion() != null) {
                options.setRelease(
                        build.getArtifact() == null
                                ? build.getVersion()
                                : build.getArtifact() + "@" + build.getVersion());
            }
        };
    }
}
