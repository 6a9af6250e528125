package dev.slipway.domain.script;

import dev.slipway.domain.job.JobPayload.GitInfo;
import dev.slipway.domain.sources.GitRemote;
import dev.slipway.domain.sources.GitSettings;
import java.util.ArrayList;
import java.util.List;

/** {@code git clone} in one go ({@code FF_USE_GIT_NATIVE_CLONE}), for git 2.49 and newer. */
record NativeClone(ScriptContext context, ScriptWriter script, JobFiles files) {

  /** Opens a branch for a git that can; the caller writes the other branch and closes it. */
  void writeIfPossible(GitRemote remote, List<String> git) {
    script.git().ifAtLeast(2, 49).print("Git version at least \"2.49\"");
    GitInfo info = context.payload().git();
    GitSettings settings = context.settings().git();
    String what = info.ref().isEmpty() ? "" : " for " + info.ref();
    boolean shallow = settings.depth() > 0;
    script.notice(
        shallow && !what.isEmpty()
            ? "Cloning repository%s with git depth set to %d...".formatted(what, settings.depth())
            : "Cloning repository" + what + "...");
    List<String> clone = new ArrayList<>(git);
    clone.addAll(List.of("clone", "--no-checkout", remote.url()));
    clone.addAll(List.of(context.directories().project(), "--template", files.gitTemplate()));
    if (shallow) {
      clone.addAll(List.of("--depth", Integer.toString(settings.depth())));
    }
    if (!info.ref().isEmpty()) {
      clone.addAll(List.of(info.ref().startsWith("refs/") ? "--revision" : "--branch", info.ref()));
    }
    clone.addAll(settings.cloneFlags());
    script.command(clone).cd(context.directories().project());
  }
}
