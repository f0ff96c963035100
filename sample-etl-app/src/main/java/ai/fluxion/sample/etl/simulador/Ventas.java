package ai.fluxion.sample.etl.simulador;

import java.time.LocalDate;
import java.util.function.Consumer;

/** Where the simulator's sales come from. The same question, the same answer, in the same order. */
interface Ventas {

    /** Tells each line that a branch sold on a day, in the order of the sale. */
    void delDia(String sucursal, LocalDate dia, Consumer<Venta> destino);

    /** Whether it has sales of a branch. */
    boolean conoce(String sucursal);
}
