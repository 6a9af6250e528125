package dev.slipway.app.cli;

import dev.slipway.app.config.ConfigReader;
import dev.slipway.domain.settings.ListenAddress;
import dev.slipway.domain.settings.LogFormat;
import dev.slipway.domain.settings.LogLevel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was said on the command line of {@code run}, or by its environment variables. It wins over
 * the file, now and whenever the file is read again.
 *
 * @param configFile the file that was read; read it again with {@code reader}
 */
public record RunOptions(
    Path configFile,
    ConfigReader reader,
    Optional<ListenAddress> listenAddress,
    Optional<LogLevel> logLevel,
    Optional<LogFormat> logFormat) {}
