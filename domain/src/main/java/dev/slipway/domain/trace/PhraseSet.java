package dev.slipway.domain.trace;

import java.util.Collection;

/**
 * Phrases as one Aho-Corasick automaton: after each byte its state says how many of the last bytes
 * could begin a phrase, and how long the longest phrase is that ends here. Immutable, so that all
 * chains of a job share one. Children are lists, not tables: about 21 bytes for each byte of a
 * phrase.
 */
final class PhraseSet {
  static final int ROOT = 0;

  private final int[] fromRoot = new int[256];
  private final byte[] label;
  private final int[] firstChild;
  private final int[] nextSibling;
  private final int[] fallback;
  private final int[] depth;
  private final int[] longestEnding;
  private int nodes = 1;

  /** Empty phrases are left out. */
  PhraseSet(Collection<byte[]> phrases) {
    int nodesMax = 1 + phrases.stream().mapToInt(phrase -> phrase.length).sum();
    label = new byte[nodesMax];
    firstChild = new int[nodesMax];
    nextSibling = new int[nodesMax];
    fallback = new int[nodesMax];
    depth = new int[nodesMax];
    longestEnding = new int[nodesMax];
    for (byte[] phrase : phrases) {
      add(phrase);
    }
    link();
  }

  boolean isEmpty() {
    return nodes == 1;
  }

  /** Whether a phrase begins with this byte. */
  boolean mayBegin(byte b) {
    return fromRoot[b & 0xff] != ROOT;
  }

  /** The state after one more byte. */
  int next(int state, byte b) {
    int from = state;
    while (from != ROOT) {
      int child = child(from, b);
      if (child != ROOT) {
        return child;
      }
      from = fallback[from];
    }
    return fromRoot[b & 0xff];
  }

  /** How many of the last bytes begin a phrase. */
  int depth(int state) {
    return depth[state];
  }

  /** The length of the longest phrase that ends here, 0 where none does. */
  int longestEnding(int state) {
    return longestEnding[state];
  }

  /** Whether no phrase goes on from here. */
  boolean isLeaf(int state) {
    return state != ROOT && firstChild[state] == ROOT;
  }

  private void add(byte[] phrase) {
    int node = ROOT;
    for (byte b : phrase) {
      int child = node == ROOT ? fromRoot[b & 0xff] : child(node, b);
      node = child == ROOT ? newChild(node, b) : child;
    }
    if (node != ROOT) {
      longestEnding[node] = depth[node];
    }
  }

  private int newChild(int parent, byte b) {
    int node = nodes++;
    label[node] = b;
    depth[node] = depth[parent] + 1;
    if (parent == ROOT) {
      fromRoot[b & 0xff] = node;
    }
    nextSibling[node] = firstChild[parent];
    firstChild[parent] = node;
    return node;
  }

  private int child(int node, byte b) {
    int child = firstChild[node];
    while (child != ROOT && label[child] != b) {
      child = nextSibling[child];
    }
    return child;
  }

  /** Breadth first, so that a fallback, which is always shallower, is ready before it is used. */
  private void link() {
    int[] queue = new int[nodes];
    int end = 0;
    for (int child = firstChild[ROOT]; child != ROOT; child = nextSibling[child]) {
      queue[end++] = child;
    }
    for (int at = 0; at < end; at++) {
      int node = queue[at];
      longestEnding[node] = Math.max(longestEnding[node], longestEnding[fallback[node]]);
      for (int child = firstChild[node]; child != ROOT; child = nextSibling[child]) {
        fallback[child] = next(fallback[node], label[child]);
        queue[end++] = child;
      }
    }
  }
}
