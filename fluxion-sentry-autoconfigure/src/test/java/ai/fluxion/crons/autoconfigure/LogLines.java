package ai.fluxion.crons.autoconfigure;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** A real appender, on everything that is ours. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();

    private final Logger logger = (Logger) LoggerFactory.getLogger("ai.fluxion.crons");

    private final Level before = this.logger.getLevel();

    LogLines() {
        start();
        this.logger.setLevel(Level.DEBUG);
        this.logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent line) {
        this.lines.add(line);
    }

    List<String> at(Level level) {
        return this.lines.stream()
                .filter(line -> line.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    List<String> at(Level level, String text) {
        return at(level).stream().filter(line -> line.contains(text)).toList();
    }

    @Override
    public void close() {
        this.logger.detachAppender(this);
        this.logger.setLevel(this.before);
        stop();
    }
}
