package ai.fluxion.sample.etl.cluster;

import java.util.regex.Pattern;

/** Spring's cron expressions as Quartz writes them, or not at all: days of the week have other numbers there. */
final class CronDeQuartz {

    private static final Pattern NOMBRES = Pattern.compile("[A-Za-z]{3}([-,][A-Za-z]{3})*");

    private CronDeQuartz() {}

    /**
     * The same slots in Quartz's words.
     *
     * @param spring of six fields
     * @throws IllegalArgumentException if Quartz cannot say it
     */
    static String de(String spring) {
        String[] campos = spring.strip().split("\\s+");
        if (campos.length != 6) {
            throw new IllegalArgumentException("'" + spring + "': a cluster needs the six fields written out");
        }
        if (esTodos(campos[5])) {
            campos[3] = esTodos(campos[3]) ? "*" : campos[3];
            campos[5] = "?";
        } else if (esTodos(campos[3]) && NOMBRES.matcher(campos[5]).matches()) {
            campos[3] = "?";
        } else {
            throw new IllegalArgumentException("'" + spring
                    + "': in a cluster, days of the week need names (MON-FRI), and the day of the month a *");
        }
        return String.join(" ", campos);
    }

    private static boolean esTodos(String campo) {
        return campo.equals("*") || campo.equals("?");
    }
}
