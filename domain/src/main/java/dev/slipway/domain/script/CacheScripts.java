package dev.slipway.domain.script;

import dev.slipway.domain.cache.CacheKey;
import dev.slipway.domain.cache.CacheLink;
import dev.slipway.domain.cache.CacheObject;
import dev.slipway.domain.cache.CachePolicy;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.job.JobPayload.JobCache;
import dev.slipway.domain.settings.CacheSettings;
import dev.slipway.domain.sources.SettingReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The scripts that restore caches and save them. A cache that fails never fails the job. */
public final class CacheScripts {
  private static final int TIMEOUT_MINUTES = 10;
  private static final String ARCHIVE = "cache.zip";

  private final ScriptContext context;
  private final StageScripts stages;
  private final JobFiles files;
  private final CacheSettings settings;
  private final CacheObject.Place place;
  private final boolean hashed;

  /**
   * The caches of one job.
   *
   * @param shortToken of the runner
   */
  public CacheScripts(ScriptContext context, CacheSettings settings, String shortToken) {
    this.context = context;
    this.stages = new StageScripts(context);
    this.files = new JobFiles(context.directories());
    this.settings = settings;
    this.hashed = context.enabled(FeatureFlag.HASH_CACHE_KEYS);
    this.place =
        new CacheObject.Place(
            settings.path(),
            settings.shared(),
            shortToken,
            context.payload().info().projectId(),
            hashed);
  }

  /** Gives the way to an object; asked while a script is made. */
  @FunctionalInterface
  public interface Links {
    /** The way, in the direction that the script goes. */
    CacheLink to(CacheObject object);
  }

  /**
   * Helper: gets the caches; empty where the job has none.
   *
   * @throws FailureException where a cache's policy means nothing
   */
  public Optional<GeneratedScript> restore(Links links) throws FailureException {
    List<JobCache> caches = used();
    if (caches.isEmpty()) {
      return Optional.empty();
    }
    ScriptWriter script = stages.helperStage();
    for (JobCache cache : caches) {
      List<CacheKey> keys = keys(cache, script);
      if (!policy(cache, keys.getFirst()).pulls()) {
        script.notice("Not downloading cache %s due to policy".formatted(keys.getFirst().human()));
      } else if (keys.getFirst().stored().isEmpty()) {
        script.notice("Skipping cache extraction due to empty cache key");
      } else {
        HelperCommands.ifThere(script);
        extract(cache, keys, links, script);
        HelperCommands.end(script, "Extracting cache");
      }
    }
    stages.giveToBuildUser(script, context.directories().cache());
    stages.giveToBuildUser(script, context.directories().root());
    return Optional.of(stages.finish(script));
  }

  /** Helper: saves the caches; empty where none is for such an end. */
  public Optional<GeneratedScript> archive(boolean success, Links links) throws FailureException {
    List<JobCache> caches =
        used().stream().filter(c -> ArtifactScripts.isDue(c.when(), success)).toList();
    if (caches.isEmpty()) {
      return Optional.empty();
    }
    ScriptWriter script = stages.helperStage();
    for (JobCache cache : caches) {
      CacheKey key = keys(cache, script).getFirst();
      if (!policy(cache, key).pushes()) {
        script.notice("Not uploading cache %s due to policy".formatted(key.human()));
      } else if (key.stored().isEmpty()) {
        script.notice("Skipping cache archiving due to empty cache key");
      } else {
        HelperCommands.ifThere(script);
        archive(cache, key, links, script);
        HelperCommands.end(script, "Creating cache");
      }
    }
    return Optional.of(stages.finish(script));
  }

  private List<JobCache> used() {
    return context.payload().cache().stream()
        .filter(cache -> cache.untracked() || !cache.paths().isEmpty())
        .toList();
  }

  private CachePolicy policy(JobCache cache, CacheKey key) throws FailureException {
    String word = context.variables().expand(cache.policy());
    CachePolicy policy = CachePolicy.of(word);
    if (policy == CachePolicy.UNKNOWN) {
      throw new FailureException(
          new Failure.JobUnsupported(
              "unknown cache policy %s for %s".formatted(word, key.human())));
    }
    return policy;
  }

  /** The cache's own key and then the ones that stand in for it. */
  private List<CacheKey> keys(JobCache cache, ScriptWriter script) {
    List<CacheKey> keys = new ArrayList<>();
    String own = context.variables().expand(cache.key());
    if (own.isEmpty()) {
      String usual = context.payload().info().name() + "/" + context.payload().git().ref();
      own = Path.of("/", usual).normalize().toString().substring(1);
    }
    keys.add(CacheKey.of(own, hashed));
    keys.getFirst().warning().ifPresent(script::warning);
    for (String fallback : cache.fallbackKeys()) {
      add(CacheKey.of(context.variables().expand(fallback), hashed), keys, script);
    }
    String last = context.variables().get("CACHE_FALLBACK_KEY").orElse("");
    if (CacheKey.of(last, false).stored().replaceFirst("[. ]+$", "").endsWith("-protected")) {
      script.warning(
          "CACHE_FALLBACK_KEY \"%s\" not allowed to end in \"-protected\"".formatted(last));
    } else {
      add(CacheKey.of(last, hashed), keys, script);
    }
    return keys;
  }

  private static void add(CacheKey key, List<CacheKey> keys, ScriptWriter script) {
    key.warning().ifPresent(script::warning);
    if (!key.stored().isEmpty()) {
      keys.add(key);
    }
  }

  private void extract(JobCache cache, List<CacheKey> keys, Links links, ScriptWriter script) {
    for (CacheKey key : keys) {
      script.notice("Checking cache for %s...".formatted(key.human()));
      CacheLink link = link(key.stored(), key, hashed, links);
      CacheLink other = link(key.other(), key, !hashed, links);
      if (link instanceof CacheLink.Trouble(String what)) {
        script.warning(
            "Failed to obtain environment for cache %s: %s".formatted(key.human(), what));
      }
      List<String> words = command("cache-extractor", key);
      boolean secrets = source(link, other, words, script);
      script.ifSucceeds(words);
      forget(secrets, script);
      script.notice("Successfully extracted cache");
      script.orElse();
      forget(secrets, script);
      script.warning("Failed to extract cache");
      if (context.enabled(FeatureFlag.CLEAN_UP_FAILED_CACHE_EXTRACT)) {
        for (String path : cache.paths()) {
          script.plain("Removing " + path).removeDirectory(path);
        }
      }
    }
    keys.forEach(_ -> script.end());
  }

  /** Adds the flags that name the source; answers whether a file with secrets was written. */
  private boolean source(CacheLink link, CacheLink other, List<String> words, ScriptWriter script) {
    return switch (link) {
      case CacheLink.Nowhere _, CacheLink.Trouble _ -> false;
      case CacheLink.Presigned(String url, String head, var _) -> {
        words.addAll(List.of("--url", url, "--head-url", head));
        if (other instanceof CacheLink.Presigned(String otherUrl, String otherHead, var _)) {
          words.addAll(List.of("--alternate-url", otherUrl, "--alternate-head-url", otherHead));
        }
        yield false;
      }
      case CacheLink.InStore(String url, Map<String, String> environment) -> {
        words.addAll(List.of("--gocloud-url", url, "--env-file", files.cacheEnvironment()));
        if (other instanceof CacheLink.InStore(String otherUrl, var _)) {
          words.addAll(List.of("--alternate-gocloud-url", otherUrl));
        }
        writeEnvironment(environment, script);
        yield true;
      }
    };
  }

  private void archive(JobCache cache, CacheKey key, Links links, ScriptWriter script) {
    script.notice("Creating cache %s...".formatted(key.human()));
    CacheLink link = link(key.stored(), key, hashed, links);
    List<String> words = command("cache-archiver", key);
    if (!key.other().isEmpty()) {
      words.addAll(List.of("--alternate-file", local(key.other())));
    }
    if (settings.maxUploadedArchiveBytes() > 0) {
      words.add("--max-uploaded-archive-size");
      words.add(Long.toString(settings.maxUploadedArchiveBytes()));
    }
    cache.paths().forEach(path -> words.addAll(List.of("--path", path)));
    if (cache.untracked()) {
      words.add("--untracked");
    }
    Map<String, String> environment = new TreeMap<>();
    environment.put("CACHE_METADATA", "{\"cachekey\":" + json(key.human()) + "}");
    switch (link) {
      case CacheLink.Nowhere _ -> {}
      case CacheLink.Trouble(String what) ->
          script.warning(
              "Failed to obtain environment for cache %s: %s".formatted(key.human(), what));
      case CacheLink.Presigned(String url, String head, Map<String, String> headers) -> {
        words.addAll(List.of("--url", url));
        new TreeMap<>(headers)
            .forEach((name, value) -> words.addAll(List.of("--header", name + ": " + value)));
        words.addAll(List.of("--check-url", head));
      }
      case CacheLink.InStore(String url, Map<String, String> secrets) -> {
        words.addAll(List.of("--gocloud-url", url));
        environment.putAll(secrets);
      }
    }
    words.addAll(List.of("--env-file", files.cacheEnvironment()));
    writeEnvironment(environment, script);
    script.ifSucceeds(words).notice("Created cache");
    script.orElse().warning("Failed to create cache").end();
    forget(true, script);
  }

  private CacheLink link(String stored, CacheKey key, boolean asHashed, Links links) {
    return place
        .object(stored, key.human(), asHashed)
        .map(links::to)
        .orElseGet(CacheLink.Nowhere::new);
  }

  private List<String> command(String name, CacheKey key) {
    int minutes =
        new SettingReader(context.variables()).integer("CACHE_REQUEST_TIMEOUT", TIMEOUT_MINUTES);
    return new ArrayList<>(
        List.of(
            HelperCommands.PROGRAM,
            name,
            "--file",
            local(key.stored()),
            "--timeout",
            Integer.toString(minutes)));
  }

  /** The archive's path from the project directory, where the helper runs. */
  private String local(String stored) {
    Path archive = Path.of(context.directories().cache(), stored, ARCHIVE);
    return Path.of(context.directories().project()).relativize(archive).toString();
  }

  private void writeEnvironment(Map<String, String> environment, ScriptWriter script) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> text.append(name).append("=\"").append(escaped(value)).append("\"\n"));
    script.writeFile(files.cacheEnvironment(), text.toString());
  }

  private void forget(boolean secrets, ScriptWriter script) {
    if (secrets) {
      script.removeAll(List.of(files.cacheEnvironment()));
    }
  }

  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String json(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
              } else if (c < ' ') {
                json.append("\\u%04x".formatted(c));
              } else {
                json.append((char) c);
              }
            });
    return json.append('"').toString();
  }
}
