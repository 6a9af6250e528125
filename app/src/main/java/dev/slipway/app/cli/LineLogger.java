package dev.slipway.app.cli;

import dev.slipway.domain.settings.LogLevel;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/**
 * A logger whose key-value pairs stay fields; the ready-made bindings write them into the message.
 */
final class LineLogger extends LegacyAbstractLogger implements LoggingEventAware {
  @Serial private static final long serialVersionUID = 1;

  LineLogger(String name) {
    this.name = name;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return Logging.enabled(LogLevel.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return Logging.enabled(LogLevel.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return Logging.enabled(LogLevel.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return Logging.enabled(LogLevel.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String message,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    write(level, message, arguments, Map.of(), thrown);
  }

  @Override
  public void log(LoggingEvent event) {
    Map<String, String> fields = new TreeMap<>();
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> fields.put(pair.key, String.valueOf(pair.value)));
    }
    write(
        event.getLevel(),
        event.getMessage(),
        event.getArgumentArray(),
        fields,
        event.getThrowable());
  }

  private static void write(
      Level level,
      String message,
      Object @Nullable [] arguments,
      Map<String, String> fields,
      @Nullable Throwable thrown) {
    Logging.write(
        switch (level) {
          case ERROR -> LogLevel.ERROR;
          case WARN -> LogLevel.WARN;
          case INFO -> LogLevel.INFO;
          case DEBUG, TRACE -> LogLevel.DEBUG;
        },
        MessageFormatter.basicArrayFormat(message, arguments),
        fields,
        thrown);
  }
}
