/**
 * Patches of a pod's specification, as an administrator writes them in {@code pod_spec}. They work
 * on the tree that is sent, so they reach every field that a cluster knows.
 *
 * <pre>
 * PodSpecPatch = (name, PatchType, Tree)
 * PatchType    = STRATEGIC | MERGE | JSON
 * </pre>
 */
@NullMarked
package dev.slipway.domain.patch;

import org.jspecify.annotations.NullMarked;
