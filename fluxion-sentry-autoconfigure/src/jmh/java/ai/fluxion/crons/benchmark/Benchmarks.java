package ai.fluxion.crons.benchmark;

import ai.fluxion.crons.engine.PageCost;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;

/** Runs benchmarks, and prints each one beside its yardstick. */
public final class Benchmarks {

    private Benchmarks() {}

    /** Takes what JMH's own command line takes; {@link StartUp}, {@link DeliveryComparison} and {@link PageCost} can be named likewise. */
    public static void main(String[] args) throws Exception {
        CommandLineOptions options = new CommandLineOptions(args);
        boolean startUp = names(options, StartUp.class);
        boolean delivery = names(options, DeliveryComparison.class);
        boolean page = names(options, PageCost.class);
        try {
            measure(options);
        } catch (NoBenchmarksException ex) {
            if (!startUp && !delivery && !page) {
                throw ex;
            }
        }
        if (startUp) {
            StartUp.measure();
        }
        if (delivery) {
            DeliveryComparison.main(new String[0]);
        }
        if (page) {
            PageCost.measure();
        }
    }

    private static boolean names(CommandLineOptions options, Class<?> benchmark) {
        return options.getIncludes().stream()
                .anyMatch(include ->
                        Pattern.compile(include).matcher(benchmark.getName()).find());
    }

    private static void measure(Options options) throws Exception {
        Collection<RunResult> results = new Runner(options).run();
        for (RunResult result : results) {
            BenchmarkParams params = result.getParams();
            String yardstick = yardstick(params.getBenchmark());
            for (RunResult other : results) {
                if (other.getParams().getBenchmark().equals(yardstick) && sameParameters(params, other.getParams())) {
                    print(result, other);
                }
            }
        }
        Growth.print(results);
    }

    private static void print(RunResult result, RunResult yardstick) {
        double ours = result.getPrimaryResult().getScore();
        double theirs = yardstick.getPrimaryResult().getScore();
        BenchmarkParams params = result.getParams();
        String values = String.join(
                ", ", params.getParamsKeys().stream().map(params::getParam).toList());
        System.out.printf(
                "%-20s %-45s %9.3f / %9.3f %s = %6.2f x%n",
                simpleName(params.getBenchmark()),
                values,
                ours,
                theirs,
                result.getPrimaryResult().getScoreUnit(),
                ours / theirs);
    }

    private static String simpleName(String benchmark) {
        return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }

    private static boolean sameParameters(BenchmarkParams one, BenchmarkParams other) {
        return one.getParamsKeys().stream().allMatch(key -> one.getParam(key).equals(other.getParam(key)));
    }

    private static String yardstick(String benchmark) throws ClassNotFoundException {
        int dot = benchmark.lastIndexOf('.');
        String type = benchmark.substring(0, dot);
        return Arrays.stream(Class.forName(type).getMethods())
                .filter(method -> method.getName().equals(benchmark.substring(dot + 1)))
                .filter(method -> method.isAnnotationPresent(Versus.class))
                .map(method -> type + "." + method.getAnnotation(Versus.class).value())
                .findFirst()
                .orElse("");
    }
}
