package dev.slipway.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.stage.ContainerRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A PowerShell script in a container")
@Execution(ExecutionMode.CONCURRENT)
class PowerShellTransportTest {
  @TempDir Path directory;
  private Path programs;
  private Path folder;

  @BeforeEach
  void makeFolders() throws Exception {
    programs = Files.createDirectory(directory.resolve("bin"));
    folder = Files.createDirectory(directory.resolve("it's scripts"));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("is a file of its owner alone, given to pwsh, gone afterwards; the code is pwsh's")
  void runs(Shell shell) throws Exception {
    pwsh(
        """
        echo "$@" | sed 's/slipway-[0-9]*/slipway-N/'
        for file; do :; done
        stat -c %a "$file"
        cat "$file"
        umask; cat
        exit 41
        """);

    Shell.Result result = shell.run(script("Write-Output 'it''s é'\n"), directory, path());

    String umask = Shell.start(List.of("sh", "-c", "umask"), directory, Map.of()).output();
    assertThat(result.output())
        .isEqualTo(
            """
            -NoProfile -NoLogo -NonInteractive -ExecutionPolicy Bypass -File %s/slipway-N.ps1
            600
            %s%s"""
                .formatted(
                    folder,
                    new PowerShellFrame("", ContainerRole.BUILD, false)
                        .file("Write-Output 'it''s é'\n"),
                    umask));
    assertThat(result.code()).isEqualTo(41);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ends with a clear word where the image has no pwsh")
  void missing(Shell shell) {
    Shell.Result result = shell.run(script("exit 0\n"), directory, path());

    assertThat(result.output())
        .contains("There is no pwsh in the job's image")
        .contains("Take an image that has PowerShell 7")
        .doesNotContain("not found");
    assertThat(result.code()).isEqualTo(127);
    assertThat(shell.run(script("exit 0\n", ContainerRole.HELPER), directory, path()).output())
        .contains("There is no pwsh in the helper image")
        .contains("Set a helper_image that has PowerShell 7");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("is taken away when the job is ended")
  void terminated(Shell shell) throws Exception {
    // the signal goes to the group in a container; here to pwsh's parent, and pwsh ends with it
    pwsh("kill -TERM $PPID; exit 143\n");

    Shell.Result result = shell.run(script("exit 0\n"), directory, path());

    assertThat(result.code()).isEqualTo(1);
    assertThat(folder).isEmptyDirectory();
  }

  private String script(String body) {
    return script(body, ContainerRole.BUILD);
  }

  private String script(String body, ContainerRole role) {
    return new PowerShellFrame(folder.toString(), role, false).around(body);
  }

  private Map<String, String> path() {
    return Map.of("PATH", programs + ":/usr/bin:/bin");
  }

  private void pwsh(String code) throws Exception {
    Path program = Files.writeString(programs.resolve("pwsh"), "#!/bin/sh\n" + code);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
