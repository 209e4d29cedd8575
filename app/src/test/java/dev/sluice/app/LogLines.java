package dev.sluice.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What is logged in this process, of libraries too, as far as an operator sees it: warnings and errors, unless all of ours is asked for. */
final class LogLines implements AutoCloseable {
    private static final String OURS = "dev.sluice";

    private final List<LogEvent> events = new CopyOnWriteArrayList<>();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final LoggerConfig root = context.getConfiguration().getRootLogger();
    private final Level before = root.getLevel();
    private final LoggerConfig configured =
            context.getConfiguration().getLoggers().get(OURS);
    private final LoggerConfig ours = configured == null ? new LoggerConfig(OURS, Level.ALL, true) : configured;
    private final Level oursBefore = ours.getLevel();
    private final AbstractAppender appender = new AbstractAppender("lines", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            events.add(event.toImmutable());
        }
    };

    LogLines() {
        this(false);
    }

    private LogLines(boolean allOfOurs) {
        appender.start();
        root.addAppender(appender, allOfOurs ? Level.ALL : Level.WARN, null);
        root.setLevel(Level.WARN);
        if (allOfOurs) {
            context.getConfiguration().addLogger(OURS, ours);
            ours.setLevel(Level.ALL);
        }
        context.updateLoggers();
    }

    /** Of Sluice's own code whatever it would say at any level. */
    static LogLines ofAll() {
        return new LogLines(true);
    }

    /** All of it, with every failure's whole trace. */
    String all() {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        events.forEach(event -> {
            out.println(event.getLoggerName() + " [" + event.getThreadName() + "] "
                    + event.getMessage().getFormattedMessage() + " " + event.getContextData());
            if (event.getThrown() != null) {
                event.getThrown().printStackTrace(out);
            }
        });
        return text.toString();
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
        ours.setLevel(oursBefore);
        if (configured == null) {
            context.getConfiguration().removeLogger(OURS);
        }
        context.updateLoggers();
        appender.stop();
    }
}
