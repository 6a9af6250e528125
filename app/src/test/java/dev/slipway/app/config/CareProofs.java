package dev.slipway.app.config;

import static dev.slipway.app.config.KeyProof.proveKubernetes;

import dev.slipway.domain.patch.PatchType;
import dev.slipway.domain.patch.PodSpecPatch;
import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.TreeJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The proofs of what is done around a pod. */
final class CareProofs {
  private CareProofs() {}

  static List<KeyProof> all() {
    return List.of(
        proveKubernetes("namespace_per_job", k -> k.identity().namespacePerJob())
            .from("true")
            .to(true)
            .defaultsTo(false),
        proveKubernetes("pod_disruption_budget", k -> k.care().disruptionBudget())
            .from("true")
            .to(true)
            .defaultsTo(false),
        proveKubernetes(
                "resource_availability_check_max_attempts", k -> k.care().availabilityRetries())
            .from("-1")
            .to(5)
            .defaultsTo(0),
        proveKubernetes("retry_limit", k -> k.care().retries().triesMax())
            .from("9")
            .to(9)
            .defaultsTo(5),
        proveKubernetes("retry_backoff_max", k -> k.care().retries().pauseMax())
            .from("100")
            .to(Duration.ofMillis(500))
            .defaultsTo(Duration.ofSeconds(2)),
        proveKubernetes("retry_limits", k -> k.care().retries().byText())
            .from("{ \"etcdserver: timed out\" = 7 }")
            .to(Map.of("etcdserver: timed out", 7))
            .defaultsTo(Map.of()),
        patch("name", PodSpecPatch::name).from("\"one\"").to("one").defaultsTo(""),
        patch("patch_type", PodSpecPatch::type)
            .from("\"Merge\"")
            .to(PatchType.MERGE)
            .defaultsTo(PatchType.STRATEGIC),
        proveKubernetes("pod_spec.patch", k -> patches(k.care().patches()))
            .beside("name = \"one\"")
            .from("\'\'\'\n  hostname: \"a\"\n  n: [1, true, null, ~, 0.5]\n\'\'\'")
            .to(List.of(tree("{\"hostname\":\"a\",\"n\":[1,true,null,null,0.5]}")))
            .required(),
        proveKubernetes("pod_spec.patch_path", k -> patches(k.care().patches()))
            .beside("name = \"one\"")
            .from("\"" + CareProofs.class.getResource("patch.json").getPath() + "\"")
            .to(List.of(tree("{\"hostname\":\"from-a-file\"}")))
            .required());
  }

  private static KeyProof.Start patch(String key, Function<PodSpecPatch, Object> part) {
    return proveKubernetes("pod_spec." + key, k -> part.apply(k.care().patches().getFirst()))
        .beside("patch = \"{}\"");
  }

  private static List<Tree> patches(List<PodSpecPatch> patches) {
    return patches.stream().map(PodSpecPatch::patch).toList();
  }

  private static Tree tree(String json) {
    return TreeJson.read(json).orElseThrow();
  }
}
