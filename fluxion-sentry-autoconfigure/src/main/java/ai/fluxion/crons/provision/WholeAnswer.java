package ai.fluxion.crons.provision;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An answer to its last byte, or none. A request's own timeout ends with the head of its answer; the body may stop in its
 * middle for ever.
 *
 * @since 0.1.0
 */
public final class WholeAnswer {

    /** Java sends no password to a proxy that only passes on what is encrypted, unless it is told to. */
    private static final String NEVER_TOLD = "jdk.http.auth.tunneling.disabledSchemes";

    private static volatile @Nullable String toProxy;

    private WholeAnswer() {}

    /**
     * From now on the proxy of the process is told who asks. To be called before the first request of the process: Java
     * reads once which kinds of passwords it may tell a proxy.
     */
    public static void introduceToProxy(String user, String password) {
        if (System.getProperty(NEVER_TOLD) == null) {
            System.setProperty(NEVER_TOLD, "");
        }
        byte[] told = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        toProxy = "Basic " + Base64.getEncoder().encodeToString(told);
    }

    /**
     * Sends a request on the caller's thread. Its timeout is for the head of the answer; the body has as long again.
     *
     * @throws IOException if there is no whole answer, or none in time
     */
    public static <T> HttpResponse<T> to(HttpRequest request, HttpClient client, BodyHandler<T> body)
            throws IOException, InterruptedException {
        long millis = 2 * request.timeout().orElseThrow().toMillis();
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(introduced(request), body);
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

    /** By the header and no {@link java.net.Authenticator}: with one, Java fails at an answer of 401 that does not say of what realm. */
    private static HttpRequest introduced(HttpRequest request) {
        String told = toProxy;
        return told == null
                ? request
                : HttpRequest.newBuilder(request, (name, value) -> true)
                        .header("Proxy-Authorization", told)
                        .build();
    }
}
