package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.MonitorKeys;
import ai.fluxion.crons.cli.CommandContext;
import ai.fluxion.crons.cli.CommandContext.Ingest;
import ai.fluxion.crons.cli.CommandContext.Streams;
import ai.fluxion.crons.cli.CronsCommandLine;
import ai.fluxion.crons.engine.ApplicationMonitorRegistry;
import ai.fluxion.crons.engine.MonitorConfigurationException;
import ai.fluxion.crons.engine.MonitorConfigurationException.Problem;
import ai.fluxion.crons.engine.RegistrySettings;
import ai.fluxion.crons.intercept.JobDefinitions;
import ai.fluxion.crons.monitor.EnvironmentName;
import ai.fluxion.crons.provision.ProxyCredentials;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/** One command on the definitions of an application's beans. */
final class ApplicationCommand {

    private static final String PREFIX = "fluxion.crons";

    private static final int LAST_PORT = 65_535;

    /** What a bean of keys needs to be made; nothing else is made. */
    private static final List<String> PROCESSORS = List.of(
            "org.springframework.context.annotation.internalAutowiredAnnotationProcessor",
            "org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor");

    /** By it an application that was processed ahead of time tells configurations what imported them. */
    private static final String IMPORTS = "org.springframework.context.annotation.internalImportAwareAotProcessor";

    private final ConfigurableApplicationContext context;

    private final Streams streams;

    private final List<Problem> problems = new ArrayList<>();

    /** Why the keys of a bean are not known, by its name. */
    private final Map<String, String> unknownKeys = new LinkedHashMap<>();

    ApplicationCommand(ConfigurableApplicationContext context, Streams streams) {
        this.context = context;
        this.streams = streams;
    }

    int execute(List<String> arguments) {
        // As far as ahead-of-time processing goes: every definition is known, and no bean is made but those that
        // proxies
        // are decided by, some of which want to know who imported them.
        addProcessor(this.context.getBeanFactory(), IMPORTS);
        ((GenericApplicationContext) this.context).refreshForAotProcessing(new RuntimeHints());
        Environment environment = this.context.getEnvironment();
        CronsProperties properties = properties(environment);
        RegistrySettings settings = settings(properties);
        ApplicationMonitorRegistry registry = registry(settings);
        String environmentName = environmentName(properties, environment);
        Clock clock = Clock.systemUTC();
        Locale locale = Locale.getDefault();
        SharedStore store = SharedStore.find(
                properties, environmentName, environment, this.context.getBeanFactory(), clock, locale);
        proxy(environment);
        return CronsCommandLine.execute(
                new CommandContext(
                        registry,
                        this.problems,
                        this.unknownKeys,
                        environmentName,
                        settings.timezone(),
                        settings.maxMonitors(),
                        properties.delivery().shutdownTimeout(),
                        store.monitors(),
                        store.note(),
                        new Ingest(
                                environment.getProperty("sentry.dsn"),
                                properties.upsert(),
                                switchedOff(properties, environment)),
                        () -> provisioning(environment)
                                .toSettings(environmentName, environment.getProperty("spring.application.name")),
                        clock,
                        locale,
                        this.streams),
                arguments);
    }

    private static @Nullable String switchedOff(CronsProperties properties, Environment environment) {
        if (!properties.enabled()) {
            return PREFIX + ".enabled";
        }
        return Binder.get(environment).bind("sentry.enabled", Boolean.class).orElse(true) ? null : "sentry.enabled";
    }

    /** Sentry is reached as the application reaches it. Beans that know keys were asked before, over whatever way is theirs. */
    private static void proxy(Environment environment) {
        String host = environment.getProperty("sentry.proxy.host", "");
        String port = environment.getProperty("sentry.proxy.port", "");
        boolean http = environment.getProperty("sentry.proxy.type", "HTTP").equalsIgnoreCase("HTTP");
        if (http && !host.isBlank() && isPort(port)) {
            ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(host, Integer.parseInt(port))));
            String user = environment.getProperty("sentry.proxy.user", "");
            if (!user.isBlank()) {
                ProxyCredentials.use(user, environment.getProperty("sentry.proxy.pass", ""));
            }
        }
    }

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= LAST_PORT;
    }

    private CronsProperties properties(Environment environment) {
        try {
            return Binder.get(environment)
                    .bindOrCreate(
                            PREFIX, Bindable.of(CronsProperties.class), new UnknownProperties(BindHandler.DEFAULT));
        } catch (BindException ex) {
            ConfigurationProperty property = ex.getProperty();
            Problem monitor = UnreadableMonitorFailureAnalyzer.problem(ex);
            this.problems.add(Objects.requireNonNullElseGet(
                    monitor,
                    () -> new Problem(
                            String.valueOf(ex.getName()),
                            property == null ? null : String.valueOf(property.getValue()),
                            "it cannot be read (%s)"
                                    .formatted(NestedExceptionUtils.getMostSpecificCause(ex)
                                            .getMessage()),
                            "Write what docs/PROPERTIES.md says that it takes.")));
            return defaults();
        }
    }

    private static CronsProperties defaults() {
        return new Binder().bindOrCreate(PREFIX, CronsProperties.class);
    }

    /** @throws IllegalArgumentException naming the property that cannot be read */
    private static ProvisionProperties provisioning(Environment environment) {
        try {
            return Binder.get(environment).bindOrCreate(PREFIX + ".provision", ProvisionProperties.class);
        } catch (BindException ex) {
            throw new IllegalArgumentException(
                    "%s cannot be read: %s"
                            .formatted(
                                    ex.getName(),
                                    NestedExceptionUtils.getMostSpecificCause(ex)
                                            .getMessage()),
                    ex);
        }
    }

    private RegistrySettings settings(CronsProperties properties) {
        try {
            return RegistrySettingsFactory.create(properties);
        } catch (MonitorConfigurationException ex) {
            note(ex);
            return RegistrySettingsFactory.create(defaults());
        }
    }

    private ApplicationMonitorRegistry registry(RegistrySettings settings) {
        ApplicationMonitorRegistry registry = new ApplicationMonitorRegistry(settings, keys(), Clock.systemUTC());
        try {
            JobDefinitions.register(this.context.getBeanFactory(), registry);
            registry.settle();
        } catch (MonitorConfigurationException ex) {
            note(ex);
        }
        return registry;
    }

    private void note(MonitorConfigurationException ex) {
        this.problems.addAll(ex.problems());
    }

    private String environmentName(CronsProperties properties, Environment environment) {
        try {
            return RegistrySettingsFactory.environmentName(properties, environment);
        } catch (MonitorConfigurationException ex) {
            note(ex);
            return EnvironmentName.of(null);
        }
    }

    /** The beans that know keys, made when they are asked for: the only ones that are, with what they need. */
    private Iterable<MonitorKeys> keys() {
        SingletonSupplier<List<MonitorKeys>> made = SingletonSupplier.of(this::makeKeys);
        return () -> made.obtain().iterator();
    }

    private List<MonitorKeys> makeKeys() {
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) this.context.getBeanFactory();
        List<MonitorKeys> made = new ArrayList<>();
        for (String name : beans.getBeanNamesForType(MonitorKeys.class, true, false)) {
            try {
                addProcessors(beans);
                MonitorKeys bean = beans.getBean(name, MonitorKeys.class);
                made.add(monitor -> keys(name, bean, monitor));
            } catch (BeansException ex) {
                this.unknownKeys.put(name, String.valueOf(ex.getMessage()));
            }
        }
        return made;
    }

    private Collection<String> keys(String name, MonitorKeys bean, String monitor) {
        try {
            return bean.keysOf(monitor);
        } catch (Exception | LinkageError ex) {
            this.unknownKeys.put(name, ex.toString());
            return List.of();
        }
    }

    private static void addProcessors(DefaultListableBeanFactory beans) {
        if (beans.getBeanPostProcessors().stream().anyMatch(CommandProcessors.class::isInstance)) {
            return;
        }
        beans.addBeanPostProcessor(new CommandProcessors());
        PROCESSORS.forEach(name -> addProcessor(beans, name));
    }

    private static void addProcessor(ConfigurableListableBeanFactory beans, String name) {
        if (beans.containsBeanDefinition(name)) {
            beans.addBeanPostProcessor(beans.getBean(name, BeanPostProcessor.class));
        }
    }

    /** Says that the processors are there. */
    private static final class CommandProcessors implements BeanPostProcessor {}
}
