package ai.fluxion.crons.telemetry.sentry;

import io.sentry.Breadcrumb;
import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.protocol.Request;
import io.sentry.protocol.Response;
import io.sentry.protocol.SentrySpan;
import io.sentry.protocol.SentryTransaction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes credentials out of everything that leaves for Sentry. {@code sentry.send-default-pii} decides on personal data;
 * it is no wish to send keys.
 *
 * @since 0.1.0
 */
public final class SecretsEventProcessor implements EventProcessor {

    private static final Set<String> HEADERS =
            Set.of("authorization", "cookie", "set-cookie", "x-api-key", "proxy-authorization");

    @Override
    public SentryEvent process(SentryEvent event, Hint hint) {
        clean(event);
        return event;
    }

    @Override
    public SentryTransaction process(SentryTransaction transaction, Hint hint) {
        clean(transaction);
        for (SentrySpan span : transaction.getSpans()) {
            Map<String, Object> data = span.getData();
            if (data != null && data.keySet().stream().anyMatch(SecretsEventProcessor::isSecret)) {
                span.setData(without(data));
            }
        }
        return transaction;
    }

    /** After those of the application, which may add what must not leave. */
    @Override
    public Long getOrder() {
        return Long.MAX_VALUE;
    }

    private static void clean(SentryBaseEvent event) {
        Request request = event.getRequest();
        if (request != null) {
            request.setCookies(null);
            request.setHeaders(without(request.getHeaders()));
        }
        Response response = event.getContexts().getResponse();
        if (response != null) {
            response.setCookies(null);
            response.setHeaders(without(response.getHeaders()));
        }
        List<Breadcrumb> breadcrumbs = event.getBreadcrumbs();
        if (breadcrumbs != null) {
            breadcrumbs.forEach(SecretsEventProcessor::clean);
        }
    }

    private static void clean(Breadcrumb breadcrumb) {
        for (String name : List.copyOf(breadcrumb.getData().keySet())) {
            if (isSecret(name)) {
                breadcrumb.removeData(name);
            }
        }
    }

    private static <V> @Nullable Map<String, V> without(@Nullable Map<String, V> values) {
        if (values == null) {
            return null;
        }
        Map<String, V> kept = new HashMap<>(values);
        kept.keySet().removeIf(SecretsEventProcessor::isSecret);
        return kept;
    }

    /** By the header's name, alone or at the end of an attribute's: {@code http.request.header.authorization}. */
    private static boolean isSecret(String name) {
        String header = name.toLowerCase(Locale.ROOT);
        return HEADERS.contains(header) || HEADERS.contains(header.substring(header.lastIndexOf('.') + 1));
    }
}
