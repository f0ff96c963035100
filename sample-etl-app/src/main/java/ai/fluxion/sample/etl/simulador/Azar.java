package ai.fluxion.sample.etl.simulador;

import java.util.SplittableRandom;

/** Random numbers that depend on nothing but a seed and words: the same in every JVM. */
final class Azar {

    private final SplittableRandom random;

    private Azar(long semilla) {
        this.random = new SplittableRandom(semilla);
    }

    static Azar de(long semilla, Object... palabras) {
        long mezcla = semilla;
        for (Object palabra : palabras) {
            String texto = palabra.toString();
            for (int i = 0; i < texto.length(); i++) {
                mezcla = mezcla * 1_099_511_628_211L + texto.charAt(i);
            }
            mezcla = (mezcla ^ (mezcla >>> 29)) * 0x9E3779B97F4A7C15L;
        }
        return new Azar(mezcla);
    }

    int hasta(int limite) {
        return random.nextInt(limite);
    }

    long hasta(long limite) {
        return random.nextLong(limite);
    }

    int entre(int minimo, int maximo) {
        return random.nextInt(minimo, maximo + 1);
    }

    boolean conProbabilidad(double p) {
        return random.nextDouble() < p;
    }

    <T> T uno(T[] opciones) {
        return opciones[random.nextInt(opciones.length)];
    }

    /** An index, each as likely as its weight. */
    int segun(int[] pesos) {
        int suma = 0;
        for (int peso : pesos) {
            suma += peso;
        }
        int resto = random.nextInt(suma);
        int i = 0;
        while (resto >= pesos[i]) {
            resto -= pesos[i++];
        }
        return i;
    }
}
