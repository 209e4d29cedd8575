package dev.sluice.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What is logged in this process, of libraries too, as far as an operator sees it: warnings and errors. */
final class LogLines implements AutoCloseable {
    private final List<LogEvent> events = new CopyOnWriteArrayList<>();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final LoggerConfig root = context.getConfiguration().getRootLogger();
    private final Level before = root.getLevel();
    private final AbstractAppender appender = new AbstractAppender("lines", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            events.add(event.toImmutable());
        }
    };

    LogLines() {
        appender.start();
        root.addAppender(appender, Level.WARN, null);
        root.setLevel(Level.WARN);
        context.updateLoggers();
    }

    /** So far. */
    List<String> texts() {
        return events.stream()
                .map(event -> event.getLoggerName() + ": " + event.getMessage().getFormattedMessage())
                .toList();
    }

    /** Of those, which had more than a line: what was thrown, with where. */
    List<String> traces() {
        return events.stream()
                .filter(event -> event.getThrown() != null)
                .map(event -> event.getLoggerName() + ": " + event.getThrown())
                .toList();
    }

    @Override
    public void close() {
        root.removeAppender("lines");
        root.setLevel(before);
        context.updateLoggers();
        appender.stop();
    }
}
