package dev.slipway.domain.patch;

/** How a patch is meant. */
public enum PatchType {
  /** Kubernetes' own: objects are merged, and lists whose elements have a key, by that key. */
  STRATEGIC,
  /** RFC 7386: objects are merged, lists are replaced. */
  MERGE,
  /** RFC 6902: a list of operations. */
  JSON
}
