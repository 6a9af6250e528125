package dev.slipway.domain.pod;

/** A volume seen by a container. */
public record MountPlan(String volume, String path) {}
