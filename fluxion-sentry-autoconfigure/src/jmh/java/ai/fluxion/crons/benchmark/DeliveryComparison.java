package ai.fluxion.crons.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;


/**
 * The delivery beside the SDK's {@code @SentryCheckIn}: same SDK, same receiver, same process. What happens once, and not
 * as often as one likes, and so is no matter for JMH. Each number is of a process of its own. Runs with the benchmarks, or
 * alone: {@code mvn verify -Pbenchmark -Dbenchmark=DeliveryComparison}; {@code -Dbenchmark.outage=10} makes the outage
 * shorter than the target's.
 */
public final class DeliveryComparison {

    private static final int FORKS = 3;

    private DeliveryComparison() {}

    /** Prints the rows whose names are given; without any, all of them, each in processes of its own. */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            Comparison.head();
            for (String cost : List.of("cost noop 0", "cost http 0", "cost noop 0.2", "cost noop 1", "cost http 1")) {
                for (int fork = 0; fork < FORKS; fork++) {
                    fork(cost.split(" "));
                }
            }
            fork("burst");
            fork("transports");
            fork("exit");
            fork("outage");
            return;
        }
        switch (args[0]) {
            case "cost" -> CallerCost.measure(args[1].equals("http"), Double.parseDouble(args[2]));
            case "burst" -> Burst.measure();
            case "transports" -> Burst.transportsAlone();
            case "exit" -> Outages.exit();
            case "outage" -> Outages.measure();
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.exit(0);
    }

    private static void fork(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlogging.level.root=error",
                "-Dlogback.configurationFile=" + quiet(),
                "-Dbenchmark.outage=" + Integer.getInteger("benchmark.outage", 60),
                "-cp",
                System.getProperty("java.class.path"),
                DeliveryComparison.class.getName()));
        command.addAll(List.of(args));
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** A log would be measured with the rest. */
    private static Path quiet() throws IOException {
        Path file = Files.createTempFile("quiet", ".xml");
        file.toFile().deleteOnExit();
        return Files.writeString(file, "<configuration><root level=\"OFF\"/></configuration>");
    }
}
