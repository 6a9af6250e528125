package dev.slipway.domain.sources;

import dev.slipway.domain.job.JobPayload;
import java.util.List;
import java.util.Optional;

/** Reads {@link GitSettings} from a job. */
public final class GitSettingsReader {
  private GitSettingsReader() {}

  /** The settings of a job; whatever is wrong in them becomes a warning of the reader. */
  public static GitSettings read(JobPayload payload, SettingReader reader) {
    GitStrategy strategy = strategy(payload, reader);
    boolean git = strategy.usesGit();
    int depth = Math.max(0, payload.git().depth());
    boolean checkout = reader.bool("GIT_CHECKOUT", true);
    SubmoduleStrategy submodules = submodules(reader);
    List<String> cleanFlags = reader.flags("GIT_CLEAN_FLAGS", "-ffdx");
    return new GitSettings(
        strategy,
        depth,
        git && checkout,
        cleanFlags,
        reader.flags("GIT_FETCH_EXTRA_FLAGS", "--prune --quiet"),
        reader.flags("GIT_CLONE_EXTRA_FLAGS", ""),
        git ? submodules : SubmoduleStrategy.NONE,
        Math.max(0, reader.integer("GIT_SUBMODULE_DEPTH", depth)),
        SettingReader.words(reader.text("GIT_SUBMODULE_PATHS").orElse("")),
        reader.flags("GIT_SUBMODULE_UPDATE_FLAGS", ""),
        reader.bool("GIT_SUBMODULE_FORCE_HTTPS", false),
        cleanFlags.isEmpty() ? List.of("-ffdx") : cleanFlags,
        reader.bool("GIT_LFS_SKIP_SMUDGE", false));
  }

  private static GitStrategy strategy(JobPayload payload, SettingReader reader) {
    GitStrategy standard = payload.allowGitFetch() ? GitStrategy.FETCH : GitStrategy.CLONE;
    Optional<String> word = reader.text("GIT_STRATEGY");
    Optional<GitStrategy> strategy = word.flatMap(GitStrategy::ofWord);
    if (word.isPresent() && strategy.isEmpty()) {
      reader.warn(
          "GIT_STRATEGY: expected either 'clone', 'fetch', 'none' or 'empty' got %s, using default value '%s'"
              .formatted(SettingReader.quoted(word.get()), standard.word()));
    }
    return strategy.orElse(standard);
  }

  private static SubmoduleStrategy submodules(SettingReader reader) {
    String word = reader.text("GIT_SUBMODULE_STRATEGY").orElse("none");
    return switch (word) {
      case "none" -> SubmoduleStrategy.NONE;
      case "normal" -> SubmoduleStrategy.NORMAL;
      case "recursive" -> SubmoduleStrategy.RECURSIVE;
      default -> {
        reader.warn(
            "GIT_SUBMODULE_STRATEGY: expected either 'normal', 'recursive' or 'none' got "
                + SettingReader.quoted(word));
        yield SubmoduleStrategy.UNKNOWN;
      }
    };
  }
}
