package ai.fluxion.sample.etl.ventana;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Arithmetic of ranges: which parts of one are not covered by others.
 *
 * @since 0.1.0
 */
public final class Cobertura {

    private Cobertura() {}

    /** The ranges merged where they touch or overlap, in order. */
    public static List<Ventana> unir(Collection<Ventana> ventanas) {
        List<Ventana> unidas = new ArrayList<>();
        for (Ventana ventana : ventanas.stream().sorted().toList()) {
            int ultima = unidas.size() - 1;
            if (ultima >= 0 && !ventana.desde().isAfter(unidas.get(ultima).hasta())) {
                Ventana previa = unidas.get(ultima);
                LocalDateTime hasta = previa.hasta().isAfter(ventana.hasta()) ? previa.hasta() : ventana.hasta();
                unidas.set(ultima, new Ventana(previa.desde(), hasta));
            } else {
                unidas.add(ventana);
            }
        }
        return unidas;
    }

    /** What is left of the expected ranges without the covered ones, in order. */
    public static List<Ventana> restar(Collection<Ventana> esperadas, Collection<Ventana> cubiertas) {
        List<Ventana> cubierto = unir(cubiertas);
        List<Ventana> resto = new ArrayList<>();
        for (Ventana esperada : unir(esperadas)) {
            LocalDateTime inicio = esperada.desde();
            for (Ventana parte : cubierto) {
                if (!parte.solapa(esperada) || !parte.hasta().isAfter(inicio)) {
                    continue;
                }
                if (inicio.isBefore(parte.desde())) {
                    resto.add(new Ventana(inicio, parte.desde()));
                }
                inicio = parte.hasta();
            }
            if (inicio.isBefore(esperada.hasta())) {
                resto.add(new Ventana(inicio, esperada.hasta()));
            }
        }
        return resto;
    }
}
