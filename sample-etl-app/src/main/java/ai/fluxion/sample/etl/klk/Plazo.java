package ai.fluxion.sample.etl.klk;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A deadline for a whole answer. The HTTP client's own timeout ends with the headers: a server that trickles its body
 * would hold a job for ever. When the deadline passes, the body is closed under the reader.
 */
final class Plazo implements AutoCloseable {

    private final ScheduledFuture<?> alarma;
    private @Nullable InputStream cuerpo;
    private boolean vencido;

    Plazo(ScheduledExecutorService alarmas, Duration duracion) {
        this.alarma = alarmas.schedule(this::vencer, duracion.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Puts a body under the deadline. */
    synchronized InputStream vigilar(InputStream entrada) throws IOException {
        if (vencido) {
            entrada.close();
            throw new IOException("the deadline has passed");
        }
        cuerpo = entrada;
        return entrada;
    }

    synchronized boolean vencido() {
        return vencido;
    }

    private synchronized void vencer() {
        vencido = true;
        if (cuerpo != null) {
            try {
                cuerpo.close();
            } catch (IOException e) {
                // it was to be closed, and is of no more use either way
            }
        }
    }

    @Override
    public void close() {
        alarma.cancel(false);
    }
}
