package dev.slipway.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.slipway.ports.cluster.KubeApi;
import dev.slipway.ports.cluster.PodRenderer;

/** Ports are small, and say what they need of the cluster. */
@AnalyzeClasses(packages = "dev.slipway.ports", importOptions = ProgramClasses.class)
class PortsTest {
  private static final int METHODS_MAX = 4;

  /** What somebody implements; a sealed interface is a value with several forms. */
  private static final DescribedPredicate<JavaClass> IMPLEMENTED =
      describe(
          "are implemented by somebody",
          type ->
              type.isInterface()
                  && !type.isAnnotation()
                  && !type.reflect().isSealed()
                  && !type.getSimpleName().equals("package-info"));

  @ArchTest
  static final ArchRule ONE_TO_FOUR_METHODS =
      classes().that(IMPLEMENTED).should(haveOneToFourMethods());

  @ArchTest
  static final ArchRule CLUSTER_PORTS_NAME_THEIR_PERMISSION =
      methods()
          .that()
          .areDeclaredInClassesThat(
              IMPLEMENTED.and(
                  describe(
                      "are ports of the cluster",
                      type ->
                          type.getPackageName().equals("dev.slipway.ports.cluster")
                              && type.isTopLevelClass())))
          .and()
          .areNotDeclaredIn(PodRenderer.class)
          .should()
          .beAnnotatedWith(KubeApi.class)
          .because("docs/reference/rbac.md comes from it");

  private static ArchCondition<JavaClass> haveOneToFourMethods() {
    return new ArchCondition<>("have 1 to " + METHODS_MAX + " methods to implement") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        long count =
            type.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                .count();
        events.add(
            new SimpleConditionEvent(
                type,
                count >= 1 && count <= METHODS_MAX,
                "%s has %d methods".formatted(type.getName(), count)));
      }
    };
  }
}
