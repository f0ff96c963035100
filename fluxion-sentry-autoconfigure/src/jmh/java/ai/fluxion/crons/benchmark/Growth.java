package ai.fluxion.crons.benchmark;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** How a benchmark's cost grows with its number of monitors: 1.00 is linear, less is better than that. */
final class Growth {

    private static final String SIZE = "monitors";

    private Growth() {}

    static void print(Collection<RunResult> results) {
        for (String benchmark : names(results)) {
            TreeMap<Integer, Result<?>> bySize = new TreeMap<>();
            for (RunResult result : results) {
                BenchmarkParams params = result.getParams();
                if (name(params).equals(benchmark)) {
                    bySize.put(Integer.valueOf(params.getParam(SIZE)), result.getPrimaryResult());
                }
            }
            Integer before = null;
            for (Integer size : bySize.keySet()) {
                print(benchmark, size, bySize.get(size), before, bySize.get(before == null ? size : before));
                before = size;
            }
        }
    }

    private static void print(String benchmark, Integer size, Result<?> result, Integer before, Result<?> smaller) {
        double growth = before == null ? 1 : result.getScore() / smaller.getScore() * before / size;
        System.out.printf(
                "%-40s %,9d monitors: %10.3f %s, p99 %10.3f, growth %5.2f x linear%n",
                benchmark,
                size,
                result.getScore(),
                result.getScoreUnit(),
                result.getStatistics().getPercentile(99),
                growth);
    }

    private static List<String> names(Collection<RunResult> results) {
        return results.stream()
                .map(RunResult::getParams)
                .filter(params -> params.getParamsKeys().contains(SIZE))
                .map(Growth::name)
                .distinct()
                .toList();
    }

    private static String name(BenchmarkParams params) {
        String name = params.getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1) + " "
                + params.getMode().shortLabel();
    }
}
