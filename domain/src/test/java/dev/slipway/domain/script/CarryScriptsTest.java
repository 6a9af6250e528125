package dev.slipway.domain.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.cache.CacheLink;
import dev.slipway.domain.cache.CacheObject;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.job.JobPayload.JobArtifact;
import dev.slipway.domain.job.JobPayload.JobCache;
import dev.slipway.domain.settings.ArtifactSettings;
import dev.slipway.domain.settings.CacheSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The texts of scripts that carry caches and artifacts. */
class CarryScriptsTest {
  private static final CacheSettings SHARED = new CacheSettings(Optional.empty(), "p", true, 0);
  private static final ProvenanceFlags.Run RUN =
      new ProvenanceFlags.Run(
          "one", Instant.parse("2026-01-02T12:00:00.5Z"), Instant.parse("2026-01-02T12:01:00Z"));

  private final List<String> objects = new ArrayList<>();

  private CacheLink link(CacheObject object) {
    objects.add(object.name());
    return new CacheLink.Presigned(
        "http://s/" + object.name() + "?sig=1", "http://s/head", Map.of("x-b", "2", "x-a", "1"));
  }

  private static ScriptJob job() {
    return new ScriptJob("/builds");
  }

  private static JobCache cache(String key, String policy, String when, String... fallbacks) {
    return new JobCache(key, false, policy, List.of("deps/"), when, List.of(fallbacks));
  }

  private static CacheScripts scripts(ScriptJob job, CacheSettings settings) {
    return new CacheScripts(job.context(), settings, "short");
  }

  private static String text(Optional<GeneratedScript> script) {
    return script.orElseThrow().text();
  }

  @Test
  @DisplayName(
      "a cache is looked for under its key, then its fallback keys, then the job's last one")
  void keysInTurn() throws FailureException {
    ScriptJob job =
        job()
            .variable("CACHE_FALLBACK_KEY", "last")
            .cache(cache("own", "", "", "$CI_PROJECT_PATH", "b"));
    String text = text(scripts(job, SHARED).restore(this::link));
    assertThat(text).containsSubsequence("for own...", "for g/p...", "for b...", "for last...");
    assertThat(objects)
        .contains("p/project/7/own", "p/project/7/g/p", "p/project/7/b", "p/project/7/last");
    assertThat(text).contains("--url", "http://s/p/project/7/own?sig=1", "--head-url");
  }

  @Test
  @DisplayName("the job's last key must not be a protected branch's")
  void protectedKey() throws FailureException {
    ScriptJob job =
        job().variable("CACHE_FALLBACK_KEY", "main-protected. ").cache(cache("own", "", ""));
    assertThat(text(scripts(job, SHARED).restore(this::link)))
        .contains("not allowed to end in \"-protected\"")
        .doesNotContain("Checking cache for main-protected");
  }

  @Test
  @DisplayName("keys that are hashed keep their plain name as the other one")
  void hashed() throws FailureException {
    String hash = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    ScriptJob job = job().flags(Map.of(FeatureFlag.HASH_CACHE_KEYS.key(), true));
    String text = text(scripts(job.cache(cache("foo", "", "")), SHARED).restore(this::link));
    assertThat(objects).containsExactly("p/project/7/2c/" + hash, "p/project/7/foo");
    assertThat(text)
        .contains("--alternate-url", "/cache/g/p/" + hash + "/cache.zip", "Checking cache for foo");
  }

  @Test
  @DisplayName(
      "an upload has the store's headers in order, the limit and a file with what is known of it")
  void upload() throws FailureException {
    CacheSettings limited = new CacheSettings(Optional.empty(), "", false, 1000);
    String text =
        text(scripts(job().cache(cache("own", "", "")), limited).archive(true, this::link));
    assertThat(objects).containsExactly("runner/short/project/7/own");
    assertThat(text)
        .containsSubsequence(
            "--max-uploaded-archive-size",
            "1000",
            "--path",
            "deps/",
            "--url",
            "x-a: 1",
            "x-b: 2",
            "--check-url",
            "http://s/head",
            "--env-file")
        .contains("CACHE_METADATA=");
  }

  @Test
  @DisplayName(
      "a cache goes the ways of its policy, at the ends that it is for; another word is a failure")
  void policies() throws FailureException {
    assertThat(text(scripts(job().cache(cache("k", "push", "")), SHARED).restore(this::link)))
        .contains("Not downloading cache k due to policy")
        .doesNotContain("cache-extractor");
    assertThat(text(scripts(job().cache(cache("k", "pull", "")), SHARED).archive(true, this::link)))
        .contains("Not uploading cache k due to policy")
        .doesNotContain("cache-archiver");
    var onFailure = scripts(job().cache(cache("k", "", "on_failure")), SHARED);
    assertThat(onFailure.archive(true, this::link)).isEmpty();
    assertThat(onFailure.archive(false, this::link)).isPresent();
    var odd = scripts(job().cache(cache("k", "sideways", "")), SHARED);
    assertThatThrownBy(() -> odd.restore(this::link))
        .hasMessageContaining("unknown cache policy sideways for k");
  }

  @Test
  @DisplayName("a store to which no way can be given costs a warning, and the cache stays local")
  void trouble() throws FailureException {
    CacheScripts scripts = scripts(job().cache(cache("k", "", "")), SHARED);
    String down = text(scripts.restore(_ -> new CacheLink.Trouble("no credentials")));
    String up = text(scripts.archive(true, _ -> new CacheLink.Trouble("no credentials")));
    assertThat(down)
        .contains("Failed to obtain environment for cache k: no credentials")
        .doesNotContain("--url");
    assertThat(up)
        .contains("Failed to obtain environment for cache k: no credentials", "cache-archiver")
        .doesNotContain("--url");
  }

  @Test
  @DisplayName(
      "what permits access to a store by variables is in a file that is removed on both ways")
  void environmentFile() throws FailureException {
    CacheScripts scripts = scripts(job().cache(cache("k", "", "")), SHARED);
    String text =
        text(
            scripts.restore(
                o -> new CacheLink.InStore("azblob://c/" + o.name(), Map.of("TOKEN", "a\"b\\c"))));
    assertThat(text)
        .contains("--gocloud-url", "azblob://c/p/project/7/k", "--alternate-gocloud-url")
        .contains("TOKEN=\"a\\\"b\\\\c\"");
    assertThat(text.split("rm -r", -1)).hasSizeGreaterThan(2);
  }

  private static String uploads(ScriptJob job, JobArtifact artifact) {
    return text(
        new ArtifactScripts(job.artifact(artifact).context(), ArtifactSettings.DEFAULTS)
            .upload(true, RUN));
  }

  private static JobArtifact artifact(String format, String when) {
    return new JobArtifact("n", true, List.of("a"), List.of("b"), when, "junit", format, "1 week");
  }

  @Test
  @DisplayName("an upload says all that its artifact asks for, and its token stands in no argument")
  void artifacts() {
    assertThat(uploads(job(), artifact("gzip", "always")))
        .containsSubsequence(
            "CI_JOB_TOKEN=",
            "artifacts-uploader",
            "--timeout",
            "1h0m0s",
            "--path",
            "--exclude",
            "--untracked",
            "--name",
            "--expire-in",
            "1 week",
            "--artifact-format",
            "gzip",
            "--artifact-type",
            "junit")
        .doesNotContain("--token", "--generate-artifacts-metadata");
    assertThat(
            new ArtifactScripts(
                    job().artifact(artifact("zip", "on_failure")).context(),
                    ArtifactSettings.DEFAULTS)
                .upload(true, RUN))
        .isEmpty();
  }

  @Test
  @DisplayName(
      "a zip gets a statement of provenance where the job wants one; variables by name only")
  void provenance() {
    ScriptJob job =
        job().variable("RUNNER_GENERATE_ARTIFACTS_METADATA", "true").variable("V", "hush");
    assertThat(uploads(job, artifact("zip", "")))
        .containsSubsequence(
            "--generate-artifacts-metadata",
            "--repo-url",
            "https://gl.example/g/p",
            "--repo-digest",
            "1234abcd",
            "--job-name",
            "job",
            "--executor-name",
            "kubernetes",
            "--runner-name",
            "one",
            "--started-at",
            "2026-01-02T12:00:00Z",
            "--ended-at",
            "2026-01-02T12:01:00Z",
            "--schema-version",
            "unknown",
            "--metadata-parameter",
            "V");
    String words = uploads(job, artifact("zip", ""));
    assertThat(words.substring(words.indexOf("--generate-artifacts-metadata")))
        .doesNotContain("hush");
    assertThat(
            uploads(
                job().variable("RUNNER_GENERATE_ARTIFACTS_METADATA", "true"), artifact("gzip", "")))
        .doesNotContain("--generate-artifacts-metadata");
  }
}
