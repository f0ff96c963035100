package ai.fluxion.crons.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;

/**
 * Names at the log what is written below {@code fluxion.crons} and is no property. It is ignored, as Spring Boot does with
 * all such: a monitor whose {@code schedule} is misspelt is never missed. Of environment variables those are named that are
 * nearly a property; what system properties say is not looked at, nor what only the commands read.
 */
final class UnknownProperties extends NoUnboundElementsBindHandler {

    private static final Logger logger = LoggerFactory.getLogger(UnknownProperties.class);

    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("fluxion.crons");

    private static final ConfigurationPropertyName COMMANDS = OURS.append("provision");

    private static final ConfigurationPropertyName SERVICE = OURS.append("monitors.port");

    private final BindHandler others;

    /** @param others what handles the binding otherwise */
    UnknownProperties(BindHandler others) {
        super(others, new UnboundElementsSourceFilter());
        this.others = others;
    }

    @Override
    public @Nullable Object onFailure(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) throws Exception {
        return SERVICE.equals(name) && isOfService(context) ? null : super.onFailure(name, target, context, error);
    }

    /** Kubernetes sets {@code FLUXION_CRONS_MONITORS_PORT} for a service of that name, to {@code tcp://10.0.0.7:8080}. */
    private static boolean isOfService(BindContext context) {
        for (ConfigurationPropertySource source : context.getSources()) {
            ConfigurationProperty property = source.getConfigurationProperty(SERVICE);
            if (property != null) {
                return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource
                        && String.valueOf(property.getValue()).matches("(tcp|udp|sctp)://.*");
            }
        }
        return false;
    }

    @Override
    public void onFinish(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, @Nullable Object result)
            throws Exception {
        this.others.onFinish(name, target, context, result);
        if (!OURS.equals(name)) {
            return;
        }
        nameMisspeltVariables(context);
        try {
            super.onFinish(name, target, context, result);
        } catch (UnboundConfigurationPropertiesException ex) {
            ex.getUnboundProperties().stream()
                    .filter(UnknownProperties::isSaid)
                    .forEach(property -> logger.warn(
                            "{} is no property of Fluxion Sentry, and is ignored ({})",
                            asWritten(property.getName()),
                            property.getOrigin()));
        }
    }

    private static void nameMisspeltVariables(BindContext context) {
        for (ConfigurationPropertySource source : context.getSources()) {
            if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource environment) {
                MisspeltVariables.among(List.of(environment.getPropertyNames()))
                        .forEach((variable, meant) -> logger.warn(
                                "The environment variable {} is no property of Fluxion Sentry, and is ignored; {} is one",
                                variable,
                                meant));
            }
        }
    }

    private static boolean isSaid(ConfigurationProperty property) {
        return !COMMANDS.isAncestorOf(property.getName()) && StringUtils.hasText(String.valueOf(property.getValue()));
    }

    private static String asWritten(ConfigurationPropertyName name) {
        return IntStream.range(0, name.getNumberOfElements())
                .mapToObj(element -> name.getElement(element, Form.ORIGINAL))
                .collect(Collectors.joining("."));
    }
}
