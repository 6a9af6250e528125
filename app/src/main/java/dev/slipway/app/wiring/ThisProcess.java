package dev.slipway.app.wiring;

import dev.slipway.app.cli.BuildInfo;
import dev.slipway.domain.job.RunnerVersion;
import dev.slipway.domain.variable.ManagerFacts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What jobs may know of this process. */
final class ThisProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ThisProcess.class);

  private ThisProcess() {}

  static ManagerFacts facts() {
    return new ManagerFacts(
        RunnerVersion.COMPATIBLE_NAME,
        RunnerVersion.COMPATIBLE_VERSION,
        BuildInfo.read().revision(),
        BuildInfo.os() + "/" + BuildInfo.arch(),
        hostname());
  }

  private static String hostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      LOG.debug("this machine has no name", e);
      return "";
    }
  }
}
