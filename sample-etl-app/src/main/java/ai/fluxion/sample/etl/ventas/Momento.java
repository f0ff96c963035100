package ai.fluxion.sample.etl.ventas;

import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Reads {@code 2025-11-17} and {@code 12:19:56.8966141}, as each of a million lines has them: a formatter takes many times
 * as long. It is asked for every other form.
 */
final class Momento {

    private static final int NANOS = 9;

    private Momento() {}

    /** @throws java.time.DateTimeException if it is none */
    static LocalDate fecha(String texto) {
        if (texto.length() == 10 && texto.charAt(4) == '-' && texto.charAt(7) == '-') {
            int anio = numero(texto, 0, 4);
            int mes = numero(texto, 5, 7);
            int dia = numero(texto, 8, 10);
            if ((anio | mes | dia) >= 0) {
                return LocalDate.of(anio, mes, dia);
            }
        }
        return LocalDate.parse(texto);
    }

    /** @throws java.time.DateTimeException if it is none */
    static LocalTime hora(String texto) {
        int largo = texto.length();
        boolean llana = largo >= 8
                && texto.charAt(2) == ':'
                && texto.charAt(5) == ':'
                && (largo == 8 || (largo > 9 && largo <= 9 + NANOS && texto.charAt(8) == '.'));
        if (!llana) {
            return LocalTime.parse(texto);
        }
        int horas = numero(texto, 0, 2);
        int minutos = numero(texto, 3, 5);
        int segundos = numero(texto, 6, 8);
        int nanos = largo == 8 ? 0 : numero(texto, 9, largo);
        if ((horas | minutos | segundos | nanos) < 0) {
            return LocalTime.parse(texto);
        }
        for (int i = largo; i < 9 + NANOS && nanos > 0; i++) {
            nanos *= 10;
        }
        return LocalTime.of(horas, minutos, segundos, nanos);
    }

    /** The number of some digits; negative: they are none. */
    private static int numero(String texto, int desde, int hasta) {
        int numero = 0;
        for (int i = desde; i < hasta; i++) {
            int cifra = texto.charAt(i) - '0';
            if (cifra < 0 || cifra > 9) {
                return -1;
            }
            numero = numero * 10 + cifra;
        }
        return numero;
    }
}
