package ai.fluxion.crons.delivery.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.sentry.ILogger;
import io.sentry.NoOpLogger;
import io.sentry.SentryEnvelope;
import io.sentry.SentryNanotimeDate;
import io.sentry.SentryOptions;
import io.sentry.protocol.SdkVersion;
import io.sentry.transport.ITransportGate;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class DeliveryOptionsTests {

    /** What {@link DeliveryOptions} takes from the application. */
    private static final String COPIED =
            """
            addIgnoredCheckIn setIgnoredCheckIns setBeforeEnvelopeCallback setConnectionTimeoutMillis setDateProvider setDsn
            setEnvironment setProxy setRelease setSdkVersion setSentryClientName setSocketTagger setSslSocketFactory
            setTransportGate
            """;

    /** What it decides itself. */
    private static final String OWN =
            """
            setDebug setDiagnosticLevel setEnablePrettySerializationOutput setFatalLogger setLogger setLogs setMaxQueueSize
            setMetrics setReadTimeoutMillis setSendClientReports setShutdownTimeoutMillis setFlushTimeoutMillis
            setTransportFactory
            """;

    /** What does not concern a check-in: errors, transactions, sessions, replays, profiles, caches, the start of the SDK. */
    private static final String WITHOUT_CONCERN =
            """
            addBundleId addContextTag addEventProcessor addIgnoredError addIgnoredExceptionForType addIgnoredSpanOrigin
            addIgnoredTransaction addInAppExclude addInAppInclude addIntegration addOptionsObserver addPerformanceCollector
            addScopeObserver setAppStartExtender setAttachServerName setAttachStacktrace setAttachThreads
            setBackpressureMonitor setBeforeBreadcrumb setBeforeSend setBeforeSendFeedback setBeforeSendReplay
            setBeforeSendTransaction setCacheDirPath setCaptureOpenTelemetryEvents setCompositePerformanceCollector
            setConnectionStatusProvider setContinuousProfiler setCron setDeadlineTimeout setDebugMetaLoader
            setDefaultScopeType setDist setDistinctId setDistribution setDistributionController setEnableAppStartProfiling
            setEnableAutoSessionTracking setEnableBackpressureHandling setEnableCacheTracing
            setEnableDatabaseTransactionTracing setEnableDeduplication setEnableEventSizeLimiting
            setEnableExternalConfiguration setEnableLegacyProfiling setEnableQueueTracing setEnableScopePersistence
            setEnableScreenTracking setEnableShutdownHook setEnableSpotlight setEnableTimeToFullDisplayTracing
            setEnableUncaughtExceptionHandler setEnableUserInteractionBreadcrumbs setEnableUserInteractionTracing setEnabled
            setEnvelopeDiskCache setEnvelopeReader setExecutorService setFeedbackOptions setForceInit
            setFullyDisplayedReporter setGestureTargetLocators setGlobalHubMode setIdleTimeout setIgnoredErrors
            setIgnoredSpanOrigins setIgnoredTransactions setInitPriority setInstrumenter setMaxAttachmentSize
            setMaxBreadcrumbs setMaxCacheItems setMaxDepth setMaxFeatureFlags setMaxRequestBodySize setMaxSpans
            setMaxTraceFileSize setModulesLoader setOnDiscard setOnOversizedEvent setOpenTelemetryMode setOrgId
            setPrintUncaughtStackTrace setProfileLifecycle setProfileSessionSampleRate setProfilerConverter
            setProfilesSampleRate setProfilesSampler setProfilingTracesDirPath setProfilingTracesHz setProguardUuid
            setPropagateTraceparent setReplayController setSampleRate setScopesStorageFactory setSendDefaultPii
            setSendModules setSerializer setServerName setSessionFlushTimeoutMillis setSessionReplay
            setSessionTrackingIntervalMillis setSpanFactory setSpotlightConnectionUrl setStartProfilerOnAppStart
            setStrictTraceContinuation setTag setThreadChecker setTimerExecutorService setTraceOptionsRequests
            setTracePropagationTargets setTraceSampling setTracesSampleRate setTracesSampler setTransactionProfiler
            setVersionDetector setViewHierarchyExporters
            """;

    @Test
    void aTimeoutBeyondWhatAConnectionTakesIsTheLongestThatItTakes() {
        SentryOptions application = new SentryOptions();

        SentryOptions weeks = DeliveryOptions.copyOf(application, Duration.ofDays(30));
        SentryOptions tiny = DeliveryOptions.copyOf(application, Duration.ofNanos(1));

        assertThat(weeks.getReadTimeoutMillis()).isEqualTo(Integer.MAX_VALUE);
        assertThat(weeks.getConnectionTimeoutMillis()).isEqualTo(application.getConnectionTimeoutMillis());
        // 0 would be no timeout at all.
        assertThat(tiny.getReadTimeoutMillis()).isOne();
        assertThat(tiny.getConnectionTimeoutMillis()).isOne();
    }

    @Test
    void somebodyDecidesOnEverySettingThatTheSdkGains() {
        Set<String> settings = new TreeSet<>();
        Arrays.stream(SentryOptions.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> name.startsWith("set") || name.startsWith("add"))
                .forEach(settings::add);
        Stream.of(COPIED, OWN, WITHOUT_CONCERN)
                .flatMap(names -> Arrays.stream(names.trim().split("\\s+")))
                .forEach(settings::remove);

        assertThat(settings)
                .as("settings of the SDK which nobody has seen yet: copy them in DeliveryOptions, or say here why not")
                .isEmpty();
    }

    @Test
    void whatIsCopiedIsCopied() throws Exception {
        SentryOptions application = new SentryOptions();
        SentryOptions.Proxy proxy = new SentryOptions.Proxy("proxy", "3128", "user", "pass");
        SSLSocketFactory tls = SSLContext.getDefault().getSocketFactory();
        ITransportGate gate = () -> false;
        SdkVersion sdk = new SdkVersion("sentry.java.spring-boot", "1");
        SentryOptions.BeforeEnvelopeCallback callback = (SentryEnvelope envelope, io.sentry.Hint hint) -> {};
        application.setDsn("https://key@sentry.example/1");
        application.setProxy(proxy);
        application.setSslSocketFactory(tls);
        application.setTransportGate(gate);
        application.setConnectionTimeoutMillis(77);
        application.setRelease("r");
        application.setEnvironment("e");
        application.setSentryClientName("client");
        application.setSdkVersion(sdk);
        application.addIgnoredCheckIn("ignored");
        application.setBeforeEnvelopeCallback(callback);
        application.setDateProvider(SentryNanotimeDate::new);

        SentryOptions own = DeliveryOptions.copyOf(application, Duration.ofSeconds(3));

        assertThat(own.getDsn()).isEqualTo("https://key@sentry.example/1");
        assertThat(own.getProxy()).isSameAs(proxy);
        assertThat(own.getSslSocketFactory()).isSameAs(tls);
        assertThat(own.getTransportGate()).isSameAs(gate);
        assertThat(own.getConnectionTimeoutMillis()).isEqualTo(77);
        assertThat(own.getReadTimeoutMillis()).isEqualTo(3000);
        assertThat(own.getRelease()).isEqualTo("r");
        assertThat(own.getEnvironment()).isEqualTo("e");
        assertThat(own.getSentryClientName()).isEqualTo("client");
        assertThat(own.getSdkVersion()).isSameAs(sdk);
        assertThat(own.getIgnoredCheckIns()).singleElement().satisfies(ignored -> assertThat(ignored.getFilterString())
                .isEqualTo("ignored"));
        assertThat(own.getBeforeEnvelopeCallback()).isSameAs(callback);
        assertThat(own.getDateProvider()).isSameAs(application.getDateProvider());
        assertThat(own.getSocketTagger()).isSameAs(application.getSocketTagger());
    }

    @Test
    void theWindowStaysBelowTheQueueOfATransport() {
        assertThat(SentryCheckInSender.CONNECTIONS).isLessThan(new SentryOptions().getMaxQueueSize());
    }

    @Test
    void itListensToTheSdkWithoutDebugMode() {
        ILogger logger = DeliveryOptions.copyOf(new SentryOptions(), Duration.ofSeconds(3))
                .getLogger();

        assertThat(logger).isInstanceOf(FailureListener.class).isNotInstanceOf(NoOpLogger.class);
    }
}
