package ai.fluxion.sample.etl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Ports for processes that bind them some time later. Of those that the system gives to nobody by itself: one that it gave
 * and that was given back may be a connection's by then.
 */
public final class PuertosLibres {

    private static final int PRIMERO = 20_000;
    private static final int CUANTOS = 10_000;
    private static final Random AZAR = new Random();

    private PuertosLibres() {}

    /** One that nobody has now. */
    public static int uno() {
        try (ServerSocket reservado = reservar()) {
            return reservado.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that nobody else has until it is closed. */
    public static ServerSocket reservar() {
        while (true) {
            try {
                return new ServerSocket(PRIMERO + AZAR.nextInt(CUANTOS));
            } catch (IOException ocupado) {
                // the next one, then
            }
        }
    }
}
