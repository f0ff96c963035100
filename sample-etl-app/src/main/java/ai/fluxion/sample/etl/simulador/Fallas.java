package ai.fluxion.sample.etl.simulador;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The faults that are on. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class Fallas {

    private final List<Encendida> encendidas = new ArrayList<>();

    Fallas(Collection<Falla> fallas) {
        fallas.forEach(this::encender);
    }

    /** Turns a fault on. */
    public synchronized void encender(Falla falla) {
        encendidas.add(new Encendida(falla));
    }

    /** Takes all faults away. */
    public synchronized void apagar() {
        encendidas.clear();
    }

    /** The fault that hits a request, used up by one, or {@code null}. */
    synchronized @Nullable Falla para(Collection<String> codigos) {
        for (Encendida encendida : encendidas) {
            String sucursal = encendida.falla.sucursal();
            if (sucursal == null || codigos.contains(sucursal)) {
                encendida.usadas++;
                if (encendida.usadas == encendida.falla.veces()) {
                    encendidas.remove(encendida);
                }
                return encendida.falla;
            }
        }
        return null;
    }

    private static final class Encendida {
        private final Falla falla;
        private int usadas;

        private Encendida(Falla falla) {
            this.falla = falla;
        }
    }
}
