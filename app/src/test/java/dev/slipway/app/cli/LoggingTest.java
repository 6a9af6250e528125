package dev.slipway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.settings.LogFormat;
import dev.slipway.domain.settings.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {
  private static final Logger LOG = LoggerFactory.getLogger(LoggingTest.class);

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @BeforeEach
  void redirect() {
    Logging.redirect(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    Logging.redirect(System.err);
    Logging.configure(LogLevel.INFO, LogFormat.RUNNER);
  }

  @Test
  @DisplayName("key-value pairs of SLF4J are fields")
  void fields() {
    Logging.configure(LogLevel.INFO, LogFormat.TEXT);
    LOG.atInfo().addKeyValue("job", 17).addKeyValue("why", "no luck").log("Gave {} up", "it");
    assertThat(written.toString(StandardCharsets.UTF_8))
        .contains("level=info msg=\"Gave it up\" job=17 why=\"no luck\"\n");
  }

  @Test
  @DisplayName("what is below the level is not written")
  void levels() {
    Logging.configure(LogLevel.WARN, LogFormat.RUNNER);
    LOG.debug("a");
    LOG.info("b");
    LOG.warn("c");
    LOG.error("d");
    assertThat(written).hasToString("WARNING: c\nERROR: d\n");
    assertThat(LOG.isInfoEnabled()).isFalse();
  }

  @Test
  @DisplayName("with level panic even an error is not, but what ends the program is with fatal")
  void fatal() {
    Logging.configure(LogLevel.FATAL, LogFormat.RUNNER);
    LOG.error("a");
    Logging.fatal("b");
    assertThat(written).hasToString("FATAL: b\n");
  }

  @Test
  @DisplayName("what libraries log with the JDK's own logging arrives too")
  void jdk() {
    Logging.configure(LogLevel.INFO, LogFormat.RUNNER);
    new JdkLogging();
    LogRecord entry = new LogRecord(Level.WARNING, "slow {0}");
    entry.setParameters(new Object[] {"host"});
    java.util.logging.Logger.getLogger("some.library").log(entry);
    java.util.logging.Logger.getLogger("some.library").fine("not this");
    assertThat(written).hasToString("WARNING: slow host\n");
  }
}
