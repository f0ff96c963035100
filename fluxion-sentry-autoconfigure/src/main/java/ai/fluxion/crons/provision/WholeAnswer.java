package ai.fluxion.crons.provision;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An answer to its last byte, or none. A request's own timeout ends with the head of its answer; the body may stop in its
 * middle for ever.
 *
 * @since 0.1.0
 */
public final class WholeAnswer {

    private WholeAnswer() {}

    /**
     * Sends a request on the caller's thread. Its timeout is for the head of the answer; the body has as long again.
     *
     * @throws IOException if there is no whole answer, or none in time
     */
    public static <T> HttpResponse<T> to(HttpRequest request, HttpClient client, BodyHandler<T> body)
            throws IOException, InterruptedException {
        long millis = 2 * request.timeout().orElseThrow().toMillis();
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(ProxyCredentials.on(request), body);
        try {
            return answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException ex) {
            throw new HttpTimeoutException("no whole answer in %d ms".formatted(millis));
        } catch (ExecutionException ex) {
            throw ex.getCause() instanceof IOException failure ? failure : new IOException(ex.getCause());
        } finally {
            answer.cancel(true);
        }
    }
}
