package ai.fluxion.sample.etl.tracking;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A cron expression in Spanish words, where words are simpler than the expression. */
final class EnPalabras {

    private EnPalabras() {}

    /** @param cron of six fields, or {@code -} */
    static String horario(String cron) {
        String[] campos = cron.trim().split("\\s+");
        if (campos.length != 6) {
            return cron.equals("-") ? "desactivado" : cron;
        }
        if (!sinDias(campos)) {
            return "según " + cron;
        }
        String minuto = campos[1].equals("*/1") ? "*" : campos[1];
        String hora = campos[2].equals("*/1") ? "*" : campos[2];
        if (minuto.equals("*") && hora.equals("*")) {
            return "cada minuto";
        }
        if (minuto.startsWith("*/") && hora.equals("*")) {
            return "cada " + minuto.substring(2) + " minutos";
        }
        if (!minuto.matches("\\d+(,\\d+)*")) {
            return "según " + cron;
        }
        if (hora.equals("*")) {
            return "cada hora, en " + (minuto.contains(",") ? "los minutos " : "el minuto ") + lista(minuto.split(","));
        }
        if (hora.startsWith("*/") && minuto.matches("\\d+")) {
            return "cada " + hora.substring(2) + " horas" + (minuto.equals("0") ? "" : ", en el minuto " + minuto);
        }
        if (hora.matches("\\d+(,\\d+)*")) {
            return "cada día " + horas(hora, minuto);
        }
        return "según " + cron;
    }

    private static boolean sinDias(String[] campos) {
        return IntStream.range(3, 6).allMatch(i -> campos[i].equals("*") || campos[i].equals("?"));
    }

    private static String horas(String horas, String minutos) {
        return lista(Arrays.stream(horas.split(","))
                .flatMap(hora -> Arrays.stream(minutos.split(","))
                        .map(minuto -> hora(Integer.parseInt(hora), Integer.parseInt(minuto))))
                .toArray(String[]::new));
    }

    private static String hora(int hora, int minuto) {
        return "%s %02d:%02d".formatted(hora == 1 ? "a la" : "a las", hora, minuto);
    }

    /** {@code 5, 20 y 35}. */
    private static String lista(String[] cosas) {
        int ultima = cosas.length - 1;
        String primeras = String.join(", ", Arrays.copyOf(cosas, ultima));
        return ultima == 0 ? cosas[0] : primeras + " y " + cosas[ultima];
    }
}
