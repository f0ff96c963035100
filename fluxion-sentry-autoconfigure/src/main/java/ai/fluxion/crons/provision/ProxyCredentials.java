package ai.fluxion.crons.provision;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, for the one proxy of a process. It is told by its header and no {@link java.net.Authenticator}: with one, Java
 * fails at an answer of 401 that does not say of what realm.
 *
 * @since 0.1.0
 */
public final class ProxyCredentials {

    /** Java sends no password to a proxy that only passes on what is encrypted, unless it is told to. */
    private static final String NEVER_TOLD = "jdk.http.auth.tunneling.disabledSchemes";

    private static volatile @Nullable String header;

    private ProxyCredentials() {}

    /**
     * From now on every {@link WholeAnswer} is asked for with them. To be called before the first request of the process:
     * Java reads once which kinds of passwords it may tell a proxy.
     */
    public static void use(String user, String password) {
        if (System.getProperty(NEVER_TOLD) == null) {
            System.setProperty(NEVER_TOLD, "");
        }
        byte[] told = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        header = "Basic " + Base64.getEncoder().encodeToString(told);
    }

    static HttpRequest on(HttpRequest request) {
        String told = header;
        return told == null
                ? request
                : HttpRequest.newBuilder(request, (name, value) -> true)
                        .header("Proxy-Authorization", told)
                        .build();
    }
}
