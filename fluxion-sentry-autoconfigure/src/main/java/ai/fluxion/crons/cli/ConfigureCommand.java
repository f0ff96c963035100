package ai.fluxion.crons.cli;

import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.monitor.MonitorSettings.SettingsException;
import ai.fluxion.crons.monitor.MonitorSlug;
import ai.fluxion.crons.schedule.InvalidScheduleException;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ResourceBundle;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Asks for what a monitor needs, suggests what follows from it, and writes it into a YAML file. */
@Command(name = "configure")
final class ConfigureCommand extends CronsCommand {

    private static final int RUNS = 5;

    private static final long LEAST_MARGIN = 5;

    private static final long MOST_MARGIN = 60;

    @Option(names = "--file", paramLabel = "FILE", defaultValue = "application.yml", descriptionKey = "yaml")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @SuppressWarnings("NullAway.Init") // set when it runs
    private BufferedReader in;

    @SuppressWarnings("NullAway.Init") // set when it runs
    private ResourceBundle texts;

    ConfigureCommand(Supplier<CommandContext> context) {
        super(context);
    }

    @Override
    public Integer call() throws IOException {
        MonitorYaml yaml = new MonitorYaml(read());
        this.in = new BufferedReader(new InputStreamReader(context().streams().in(), StandardCharsets.UTF_8));
        this.texts = CronsCommandLine.texts(context().locale());
        String name = ask("ask.name", "", this::name);
        ZoneId zone = ask("ask.zone", context().timezone().getId(), Conversions::zone);
        Schedule schedule = ask("ask.frequency", "", text -> schedule(text, zone));
        showRuns(schedule, zone);
        Duration usual = ask("ask.duration", "30m", Conversions::duration);
        Duration maxRuntime = ask("ask.maxRuntime", minutes(suggestedRuntime(usual)), ConfigureCommand::runtime);
        Duration margin = ask("ask.margin", minutes(suggestedMargin(schedule)), ConfigureCommand::margin);
        String written = yaml.with(
                name,
                schedule.text(),
                schedule.zone() == null ? null : zone.getId(),
                margin.toMinutes(),
                maxRuntime.toMinutes());
        write(written);
        out().println(this.texts.getString("written").formatted(this.file, MonitorSlug.of(name, null, null)));
        return 0;
    }

    /** Before anybody has answered anything: what cannot be read or written later is said now. */
    private String read() {
        try {
            String text = Files.exists(this.file) ? Files.readString(this.file) : "";
            Path folder = this.file.toAbsolutePath().getParent();
            if (!Files.isWritable(Files.exists(this.file) ? this.file : folder)) {
                throw new AccessDeniedException(this.file.toString());
            }
            return text;
        } catch (IOException ex) {
            throw CommandFailure.ofFile(this.file, ex);
        }
    }

    private void write(String written) {
        try {
            Files.writeString(this.file, written);
        } catch (IOException ex) {
            throw CommandFailure.ofFile(this.file, ex);
        }
    }

    private String name(String text) {
        MonitorSlug.of(text, null, null);
        if (find(text) != null) {
            throw new IllegalArgumentException(this.texts.getString("taken").formatted(text));
        }
        return text;
    }

    private static Schedule schedule(String text, ZoneId zone) {
        try {
            return Schedules.parse(text, zone);
        } catch (InvalidScheduleException ex) {
            throw new IllegalArgumentException("%s. %s".formatted(ex.problem(), ex.remedy()), ex);
        }
    }

    private static Duration runtime(String text) {
        return new MonitorSettings(Duration.ofMinutes(1), Conversions.duration(text), 1, 1, null).maxRuntime();
    }

    private static Duration margin(String text) {
        return new MonitorSettings(Conversions.duration(text), Duration.ofMinutes(1), 1, 1, null).checkinMargin();
    }

    /** Half as long again as a run usually takes, in whole minutes. */
    static Duration suggestedRuntime(Duration usual) {
        return Duration.ofMinutes(
                Math.max(1, (usual.multipliedBy(3).dividedBy(2).toSeconds() + 59) / 60));
    }

    /** A tenth of the time between two runs, from 5 minutes to an hour. */
    private Duration suggestedMargin(Schedule schedule) {
        Instant first = schedule.next(now());
        Instant second = first == null ? null : schedule.next(first);
        long between = first == null || second == null
                ? 0
                : Duration.between(first, second).toMinutes();
        return Duration.ofMinutes(Math.max(LEAST_MARGIN, Math.min(MOST_MARGIN, between / 10)));
    }

    private static String minutes(Duration duration) {
        return duration.toMinutes() + "m";
    }

    private void showRuns(Schedule schedule, ZoneId zone) {
        out().println("  " + schedule.describe(context().locale()));
        Instant run = schedule.next(now());
        for (int i = 0; i < RUNS && run != null; i++) {
            out().println("  "
                    + Describing.time(run, schedule.zone(), zone, context().locale()));
            run = schedule.next(run);
        }
    }

    private <T> T ask(String question, String suggestion, Answer<T> answer) throws IOException {
        while (true) {
            out().print(this.texts.getString(question) + (suggestion.isEmpty() ? "" : " [" + suggestion + "]") + ": ");
            out().flush();
            String line = this.in.readLine();
            if (line == null) {
                throw new CommandFailure(this.texts.getString("aborted"));
            }
            String text = line.isBlank() ? suggestion : line.strip();
            try {
                if (!text.isEmpty()) {
                    return answer.read(text);
                }
            } catch (SettingsException ex) {
                out().println("  " + say(ex.reason()));
            } catch (IllegalArgumentException | TypeConversionException ex) {
                out().println("  " + say(String.valueOf(ex.getMessage())));
            }
        }
    }

    @FunctionalInterface
    private interface Answer<T> {

        T read(String text);
    }
}
