package dev.slipway.domain.assembly;

/** One concern of the pod. */
@FunctionalInterface
interface PodPart {
  /** The draft with this concern added. */
  PodDraft apply(PodDraft draft);
}
