package ai.fluxion.crons.cli;

import ai.fluxion.crons.cli.Finding.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "doctor")
final class DoctorCommand extends ReportingCommand {

    @Option(names = "--send", descriptionKey = "send")
    private boolean send;

    DoctorCommand(Supplier<CommandContext> context) {
        super(context);
    }

    @Override
    public Integer call() {
        Findings found = new Findings(context().locale());
        unknownKeys().forEach(unknown -> found.repeat(Severity.NOTE, "keys", unknown));
        new ApplicationExamination(context(), problems(), states(), found).examine();
        SentryExamination sentry = new SentryExamination(context(), found);
        sentry.examine();
        if (this.send) {
            sentry.sendAndReadBack();
        }
        List<Finding> findings = found.all();
        if (isJson()) {
            printJson(findings.stream().map(DoctorCommand::json).toList());
        } else {
            print(findings);
        }
        boolean problem = findings.stream().anyMatch(finding -> finding.severity() == Severity.PROBLEM);
        return problem ? CronsCommandLine.FOUND : 0;
    }

    /** Severity and subject are names, which the guides and programs know; the rest speaks a language. */
    private void print(List<Finding> findings) {
        for (Finding finding : findings) {
            String sign =
                    switch (finding.severity()) {
                        case OK -> colored("green", "ok     ");
                        case NOTE -> colored("yellow", "note   ");
                        case PROBLEM -> colored("red", "PROBLEM");
                    };
            out().println("%s %-12s %s".formatted(sign, finding.subject(), finding.text()));
        }
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.put("subject", finding.subject());
        json.put("text", finding.text());
        return json;
    }
}
