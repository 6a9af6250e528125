package dev.slipway.ports.cluster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The permission that a port method needs; the Role in the documentation comes from it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface KubeApi {
  /** Kubernetes' resource, with its subresource after a slash, its API group after a dot. */
  String resource();

  /** Kubernetes' verbs. */
  String[] verbs();
}
