package ai.fluxion.crons.engine;

import java.util.List;
import java.util.regex.Pattern;

/** Patterns over {@code package.Class.method}: {@code *} within a segment, {@code **} across segments. */
final class JobPatterns {

    private final List<Pattern> patterns;

    JobPatterns(List<String> patterns) {
        this.patterns = patterns.stream().map(JobPatterns::compile).toList();
    }

    boolean match(String job) {
        for (Pattern pattern : this.patterns) {
            if (pattern.matcher(job).matches()) {
                return true;
            }
        }
        return false;
    }

    private static Pattern compile(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '*') {
                regex.append(Pattern.quote(String.valueOf(c)));
            } else if (i + 1 < text.length() && text.charAt(i + 1) == '*') {
                regex.append(".*");
                i++;
            } else {
                regex.append("[^.]*");
            }
        }
        return Pattern.compile(regex.toString());
    }
}
