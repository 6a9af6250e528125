package dev.slipway.app.wiring;

import dev.slipway.adapter.gitlab.GitlabEndpoint;
import dev.slipway.adapter.gitlab.HttpFileTransfer;
import dev.slipway.app.cli.BuildInfo;
import dev.slipway.app.cli.HelperHook;
import dev.slipway.app.helper.HelperArguments;
import dev.slipway.app.helper.HelperCommand;
import dev.slipway.app.helper.HelperLog;
import dev.slipway.app.helper.HelperProgram;
import dev.slipway.app.helper.HelperSurroundings;
import dev.slipway.app.helper.HelperSurroundings.TlsPaths;
import dev.slipway.domain.job.RunnerVersion;
import dev.slipway.ports.transfer.FileTransfer;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The helper commands, in this process's directory and with its environment. */
public final class RunHelper implements HelperHook {
  @Override
  public int run(HelperCommand command, HelperArguments arguments) {
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 64 << 10),
            false,
            StandardCharsets.UTF_8);
    HelperLog log =
        new HelperLog(
            new PrintStream(
                new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8));
    HelperSurroundings surroundings =
        new HelperSurroundings(
            Path.of("").toAbsolutePath().normalize(),
            System.getenv(),
            log,
            out,
            RunHelper::transfer,
            Thread::sleep);
    int code = new HelperProgram(surroundings).run(command, arguments);
    out.flush();
    return code;
  }

  private static FileTransfer transfer(TlsPaths tls, Map<String, String> environment) {
    GitlabEndpoint files =
        new GitlabEndpoint(
            "", "", tls.ca(), tls.cert(), tls.key(), GitlabEndpoint.CONNECTION_MAX_AGE_DEFAULT);
    return new HttpFileTransfer(files, userAgent(), environment);
  }

  private static String userAgent() {
    return "%s %s (%s/%s)"
        .formatted(
            RunnerVersion.COMPATIBLE_NAME,
            RunnerVersion.COMPATIBLE_VERSION,
            BuildInfo.os(),
            BuildInfo.arch());
  }
}
