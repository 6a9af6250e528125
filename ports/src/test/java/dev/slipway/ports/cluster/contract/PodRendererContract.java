package dev.slipway.ports.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.ports.cluster.PodRenderer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a {@link PodRenderer} does: every adapter renders the same object. Needs no cluster. */
public abstract class PodRendererContract {
  protected abstract PodRenderer renderer();

  @TestFactory
  @DisplayName("pods are rendered as their golden files say")
  Stream<DynamicTest> pods() {
    return GoldenPods.pods().entrySet().stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.getKey(), () -> check(golden.getKey(), golden.getValue())));
  }

  @TestFactory
  @DisplayName("Secrets are rendered as their golden files say, without a value")
  Stream<DynamicTest> secrets() {
    return GoldenPods.secrets().entrySet().stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.getKey(), () -> check(golden.getKey(), golden.getValue())));
  }

  @TestFactory
  @DisplayName("PodDisruptionBudgets are rendered as their golden files say")
  Stream<DynamicTest> budgets() {
    return GoldenPods.budgets().entrySet().stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.getKey(),
                    () ->
                        new GoldenFile(golden.getKey() + ".json")
                            .check(CanonicalJson.of(renderer().json(golden.getValue())))));
  }

  private void check(String name, PodPlan plan) throws FailureException {
    new GoldenFile(name + ".json").check(CanonicalJson.of(renderer().json(plan)));
  }

  private void check(String name, SecretPlan plan) {
    String json = renderer().json(plan);
    assertThat(plan.data().values()).noneMatch(json::contains);
    new GoldenFile(name + ".json").check(CanonicalJson.of(json));
  }

  @Test
  @DisplayName("the same plan renders to the same text each time")
  void stable() throws FailureException {
    PodPlan plan = GoldenPods.everyField();
    assertThat(renderer().json(plan)).isEqualTo(renderer().json(plan));
  }
}
