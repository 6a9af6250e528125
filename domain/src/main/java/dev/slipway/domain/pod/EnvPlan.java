package dev.slipway.domain.pod;

/** An environment variable whose value stands in a Secret, never in the pod's specification. */
public record EnvPlan(String name, String secretName, String secretKey) {}
