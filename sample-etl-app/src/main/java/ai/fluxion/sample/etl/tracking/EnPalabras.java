package ai.fluxion.sample.etl.tracking;

import java.util.Arrays;
import java.util.stream.Collectors;
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
        String minuto = campos[1];
        String hora = campos[2];
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
            return "cada hora, en los minutos " + minuto.replace(",", " y ");
        }
        if (hora.startsWith("*/") && minuto.matches("\\d+")) {
            return "cada " + hora.substring(2) + " horas" + (minuto.equals("0") ? "" : ", en el minuto " + minuto);
        }
        if (hora.matches("\\d+(,\\d+)*")) {
            return "cada día a las " + horas(hora, minuto);
        }
        return "según " + cron;
    }

    private static boolean sinDias(String[] campos) {
        return IntStream.range(3, 6).allMatch(i -> campos[i].equals("*") || campos[i].equals("?"));
    }

    private static String horas(String horas, String minutos) {
        return Arrays.stream(horas.split(","))
                .flatMap(hora -> Arrays.stream(minutos.split(","))
                        .map(minuto -> "%02d:%02d".formatted(Integer.parseInt(hora), Integer.parseInt(minuto))))
                .collect(Collectors.joining(" y "));
    }
}
