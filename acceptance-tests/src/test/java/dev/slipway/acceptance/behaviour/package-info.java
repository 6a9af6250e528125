/** Behaviours on the real cluster, through both Kubernetes clients. */
@NullMarked
package dev.slipway.acceptance.behaviour;

import org.jspecify.annotations.NullMarked;
