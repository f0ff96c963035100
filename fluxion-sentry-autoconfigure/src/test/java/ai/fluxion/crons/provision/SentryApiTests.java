package ai.fluxion.crons.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against what stands where a Sentry is to be, and is none, or a bad one. */
@Timeout(60)
class SentryApiTests {

    private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\n";

    private final List<Long> pauses = new ArrayList<>();

    private Answers server;

    @BeforeEach
    void start() throws IOException {
        this.server = new Answers();
    }

    @AfterEach
    void stop() throws IOException {
        this.server.close();
    }

    @Test
    void anAnswerThatStopsInTheMiddleIsNoneInTime() {
        this.server.answer(call -> OK + "Content-Length: 1000\r\n\r\n[{");

        assertThatExceptionOfType(SentryApiException.class)
                .isThrownBy(() -> api(url("http")).list("monitors/"))
                .withMessageContaining("no answer in time");
    }

    @Test
    void anAnswerThatDoesNotBeginIsNoneInTime() {
        this.server.answer(call -> "");

        assertThatExceptionOfType(SentryApiException.class)
                .isThrownBy(() -> api(url("http")).list("monitors/"))
                .withMessageContaining("no answer in time");
    }

    @Test
    void aListThatBeginsAnewWithItsNextPageIsRefused() {
        this.server.answer(call -> page(1));

        assertThatExceptionOfType(SentryApiException.class)
                .isThrownBy(() -> api(url("http")).list("monitors/"))
                .withMessageContaining("without end");
        assertThat(this.server.calls).isLessThan(5);
    }

    @Test
    void aListWithoutEndIsRefused() {
        this.server.answer(SentryApiTests::page);

        assertThatExceptionOfType(SentryApiException.class)
                .isThrownBy(() -> api(url("http")).list("monitors/"))
                .withMessageContaining("without end");
    }

    @Test
    void aPageForPeopleIsNoAnswer() {
        this.server.answer(call -> OK + "\r\n<!doctype html><title>Sign in</title>");

        assertThatExceptionOfType(SentryApiException.class)
                .isThrownBy(() -> api(url("http")).list("monitors/"))
                .withMessageContaining("did not answer with JSON");
        assertThatExceptionOfType(SentryApiException.class)
                .isThrownBy(() -> api(url("http")).get("monitors/a/"))
                .withMessageContaining("did not answer with JSON");
    }

    @Test
    void anObjectInPlaceOfAListIsNoAnswer() {
        this.server.answer(call -> OK + "\r\n{\"detail\": \"maintenance\"}");

        assertThatExceptionOfType(SentryApiException.class)
                .isThrownBy(() -> api(url("http")).list("monitors/"))
                .withMessageContaining("did not answer with JSON");
    }

    @Test
    void nothingInPlaceOfAListIsNoAnswer() {
        for (String nothing : List.of("", "null")) {
            this.server.answer(call -> OK + "\r\n" + nothing);

            assertThatExceptionOfType(SentryApiException.class)
                    .as(nothing)
                    .isThrownBy(() -> api(url("http")).list("monitors/"))
                    .withMessageContaining("did not answer with JSON");
        }
    }

    @Test
    void aServerWithoutTlsIsNamedAsThat() {
        this.server.answer(call -> "no TLS here\r\n\r\n");

        assertThatExceptionOfType(SentryApiException.class)
                // The JVM's first handshake takes long.
                .isThrownBy(() -> api(url("https"), Duration.ofSeconds(30)).list("monitors/"))
                .withMessageContaining("TLS: ");
    }

    @Test
    void anEndlessWaitThatIsAskedForIsCut() {
        this.server.answer(
                call -> "HTTP/1.1 429 Slow\r\nConnection: close\r\nRetry-After: 86400\r\nContent-Length: 0\r\n\r\n");

        assertThatExceptionOfType(SentryApiException.class)
                .isThrownBy(() -> api(url("http")).list("monitors/"))
                .withMessageContaining("Too many requests");
        assertThat(this.pauses).containsExactly(60L, 60L);
    }

    @Test
    void aReadThatMeetsTroubleOfSentrysOwnIsTriedAgain() {
        this.server.answer(call -> call < 2 ? trouble(502, "") : OK + "Content-Length: 4\r\n\r\n[{}]");

        assertThat(api(url("http")).list("monitors/")).hasSize(1);
        assertThat(this.pauses).containsExactly(1L, 2L);
    }

    @Test
    void aReadThatMeetsTroubleWaitsAsLongAsSentrySays() {
        this.server.answer(call -> call < 1 ? trouble(503, "Retry-After: 7\r\n") : OK + "Content-Length: 2\r\n\r\n{}");

        assertThat(api(url("http")).get("monitors/a/")).isEmpty();
        assertThat(this.pauses).containsExactly(7L);
    }

    /** Sentry itself says no Retry-After: only when its window begins anew, and by its own clock. */
    @ParameterizedTest
    @CsvSource({"1795449612, 12", "1795449601.5, 2", "1795449599, 1", "1795459600, 60", "soon, 1"})
    void tooManyRequestsAreWaitedForUntilTheWindowBeginsAnew(String reset, long seconds) {
        String limited = "HTTP/1.1 429 Slow\r\nConnection: close\r\nContent-Length: 0\r\n"
                + "Date: Mon, 23 Nov 2026 16:00:00 GMT\r\nX-Sentry-Rate-Limit-Reset: " + reset + "\r\n\r\n";
        this.server.answer(call -> call < 1 ? limited : OK + "Content-Length: 2\r\n\r\n{}");

        assertThat(api(url("http")).get("monitors/a/")).isEmpty();
        assertThat(this.pauses).containsExactly(seconds);
    }

    @Test
    void troubleThatStaysEndsARead() {
        this.server.answer(call -> trouble(500, ""));

        assertThatExceptionOfType(SentryApiException.class)
                .isThrownBy(() -> api(url("http")).list("monitors/"))
                .withMessageContaining("Sentry has trouble of its own");
        assertThat(this.server.calls).isEqualTo(3);
    }

    @Test
    void whatWritesIsNotTriedAgainSinceItMayHaveBeenDone() {
        this.server.answer(call -> trouble(502, ""));

        assertThatExceptionOfType(SentryApiException.class)
                .isThrownBy(() -> api(url("http")).post("workflows/", Map.of()))
                .withMessageContaining("Sentry has trouble of its own");
        assertThat(this.server.calls).isOne();
        assertThat(this.pauses).isEmpty();
    }

    private static String trouble(int status, String header) {
        return "HTTP/1.1 " + status + " Trouble\r\nConnection: close\r\n" + header + "Content-Length: 0\r\n\r\n";
    }

    private SentryApi api(URI url) {
        return api(url, Duration.ofMillis(500));
    }

    private SentryApi api(URI url, Duration timeout) {
        return new SentryApi(
                new ProvisioningSettings(
                        url, "token", "cadena", "etl", "production", "klk", List.of(), List.of(), true, true),
                this.pauses::add,
                timeout);
    }

    private URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + this.server.socket.getLocalPort());
    }

    private static String page(int number) {
        return OK + "Link: <http://h/?&cursor=0:" + number + ":0>; rel=\"next\"; results=\"true\"; cursor=\"x\"\r\n"
                + "Content-Length: 4\r\n\r\n[{}]";
    }

    /** Answers each call with a text, whatever it is, and leaves the connection open. */
    private static final class Answers implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        private final List<Socket> connections = new CopyOnWriteArrayList<>();

        private volatile IntFunction<String> answer = call -> "";

        private volatile int calls;

        Answers() throws IOException {
            Thread thread = new Thread(this::accept, "answers");
            thread.setDaemon(true);
            thread.start();
        }

        void answer(IntFunction<String> newAnswer) {
            this.answer = newAnswer;
        }

        private void accept() {
            while (!this.socket.isClosed()) {
                try {
                    Socket connection = this.socket.accept();
                    this.connections.add(connection);
                    answer(connection);
                } catch (IOException ex) {
                    // Closed, or the client went away.
                }
            }
        }

        private void answer(Socket connection) throws IOException {
            InputStream in = connection.getInputStream();
            if (in.read(new byte[4096]) < 0) {
                return;
            }
            String text = this.answer.apply(this.calls++);
            OutputStream out = connection.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (!text.isEmpty() && !text.contains("Content-Length: 1000")) {
                connection.close();
            }
        }

        @Override
        public void close() throws IOException {
            this.socket.close();
            for (Socket connection : this.connections) {
                connection.close();
            }
        }
    }
}
