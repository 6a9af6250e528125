package dev.slipway.domain.pod;

import java.util.Optional;

/**
 * A container's image.
 *
 * @param reference name with tag or digest
 * @param pullPolicy empty leaves the cluster's default
 */
public record ImagePlan(String reference, Optional<PullPolicy> pullPolicy) {}
