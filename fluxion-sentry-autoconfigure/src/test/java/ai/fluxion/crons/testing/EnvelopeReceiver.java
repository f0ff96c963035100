package ai.fluxion.crons.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Sentry to test against: real HTTP on a port of its own, with {@linkplain #fault faults} on demand. Plain sockets,
 * because no HTTP server lets itself be broken well enough.
 */
public final class EnvelopeReceiver implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "envelope-receiver");
        thread.setDaemon(true);
        return thread;
    });

    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private final List<Envelope> envelopes = Collections.synchronizedList(new ArrayList<>());

    private final AtomicInteger requests = new AtomicInteger();

    private final int port;

    private volatile Function<Envelope, Fault> behaviour = envelope -> Fault.none();

    private volatile Fault fault = Fault.none();

    private @Nullable ServerSocket server;

    private EnvelopeReceiver() throws IOException {
        this.port = listen(0);
    }

    /** A receiver on a free port of the loopback interface. */
    public static EnvelopeReceiver start() {
        try {
            return new EnvelopeReceiver();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** What an application needs to know to send here. */
    public String dsn() {
        return "http://publickey@127.0.0.1:" + this.port + "/42";
    }

    /** The port that it listens on, or will again. */
    public int port() {
        return this.port;
    }

    /** From now on treats every request like this. Connections that hang go on hanging. */
    public synchronized void fault(Fault fault) {
        this.fault = fault;
        try {
            if (fault instanceof Fault.Refuse && this.server != null) {
                this.server.close();
                this.server = null;
            } else if (!(fault instanceof Fault.Refuse) && this.server == null) {
                listen(this.port);
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Chooses the answer by the envelope, while no {@link #fault} is set. */
    public void answer(Function<Envelope, Fault> behaviour) {
        this.behaviour = behaviour;
    }

    /** The envelopes that were answered with 200, in order of arrival. */
    public List<Envelope> envelopes() {
        return List.copyOf(this.envelopes);
    }

    /** The payloads of a type, in order of arrival. */
    public List<JsonNode> items(String type) {
        return envelopes().stream()
                .flatMap(envelope -> envelope.items().stream())
                .filter(item -> item.type().equals(type))
                .map(Envelope.Item::payload)
                .toList();
    }

    /** The check-ins, in order of arrival. */
    public List<JsonNode> checkIns() {
        return items("check_in");
    }

    /** The check-ins of a monitor, in order of arrival. */
    public List<JsonNode> checkIns(String slug) {
        return checkIns().stream()
                .filter(checkIn -> checkIn.path("monitor_slug").asText().equals(slug))
                .toList();
    }

    /** The error events, in order of arrival. */
    public List<JsonNode> events() {
        return items("event");
    }

    /** The transactions, in order of arrival. */
    public List<JsonNode> transactions() {
        return items("transaction");
    }

    /** How many requests came, whatever became of them. */
    public int requests() {
        return this.requests.get();
    }

    /** Forgets what was received. */
    public void clear() {
        this.envelopes.clear();
        this.requests.set(0);
    }

    @Override
    public synchronized void close() {
        try {
            if (this.server != null) {
                this.server.close();
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        this.connections.forEach(EnvelopeReceiver::closeQuietly);
        this.threads.shutdownNow();
    }

    private int listen(int port) throws IOException {
        ServerSocket socket = bind(port);
        this.server = socket;
        this.threads.execute(() -> accept(socket));
        return socket.getLocalPort();
    }

    /** A port that was given up may serve a client for a moment, before it can be had again. */
    private static ServerSocket bind(int port) throws IOException {
        for (int attempt = 1; ; attempt++) {
            ServerSocket socket = new ServerSocket();
            try {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return socket;
            } catch (BindException ex) {
                socket.close();
                if (attempt == 100) {
                    throw ex;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                this.connections.add(connection);
                this.threads.execute(() -> serve(connection));
            } catch (IOException ex) {
                // Closed, or a client that went away while it waited.
            }
        }
    }

    private void serve(Socket connection) {
        boolean keeps = false;
        try {
            this.requests.incrementAndGet();
            keeps = serve(connection, this.fault);
        } catch (IOException | InterruptedException ex) {
            // The client went away, or the receiver closes.
        } finally {
            if (!keeps) {
                closeQuietly(connection);
                this.connections.remove(connection);
            }
        }
    }

    /** Whether the connection stays open without an answer. */
    private boolean serve(Socket connection, Fault now) throws IOException, InterruptedException {
        if (now instanceof Fault.Hang hang && !hang.reads()) {
            return true;
        }
        if (now instanceof Fault.Reset) {
            connection.getInputStream().read(new byte[100]);
            connection.setSoLinger(true, 0);
            return false;
        }
        Request request = Request.read(new BufferedInputStream(connection.getInputStream()));
        if (request == null) {
            return false;
        }
        Envelope envelope = Envelope.read(request.headers(), request.body());
        if (now.equals(Fault.none())) {
            now = this.behaviour.apply(envelope);
        }
        if (now instanceof Fault.Hang) {
            return true;
        }
        if (now instanceof Fault.SlowLoris slowLoris) {
            dribble(connection, slowLoris);
            return false;
        }
        if (now instanceof Fault.Answer answer) {
            answer(connection, envelope, answer);
        }
        return false;
    }

    private void answer(Socket connection, Envelope envelope, Fault.Answer answer)
            throws IOException, InterruptedException {
        if (!answer.latency().isZero()) {
            Thread.sleep(answer.latency().toMillis());
        }
        if (answer.code() == 200) {
            this.envelopes.add(envelope);
        }
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.code() + " Test\r\n");
        answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        connection.getOutputStream().write(head.toString().getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().flush();
    }

    private static void dribble(Socket connection, Fault.SlowLoris slowLoris) throws IOException, InterruptedException {
        connection.getOutputStream().write("HTTP/1.1 200 Test\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
        while (!Thread.interrupted()) {
            connection.getOutputStream().write('x');
            connection.getOutputStream().flush();
            Thread.sleep(slowLoris.pause().toMillis());
        }
    }

    private static void closeQuietly(Socket connection) {
        try {
            connection.close();
        } catch (IOException ex) {
            // It is gone either way.
        }
    }
}
