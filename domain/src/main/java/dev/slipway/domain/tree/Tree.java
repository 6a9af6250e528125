package dev.slipway.domain.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A JSON value (RFC 8259), inert. Equal when the same keys have equal values, in any order. */
public sealed interface Tree {
  /** An object; its keys keep their order. */
  record Branch(Map<String, Tree> entries) implements Tree {
    public static final Branch EMPTY = new Branch(Map.of());

    public Branch {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    public Optional<Tree> get(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    /** The same with another value for the key. */
    public Branch with(String key, Tree value) {
      Map<String, Tree> changed = new LinkedHashMap<>(entries);
      changed.put(key, value);
      return new Branch(changed);
    }

    /** The same without the key. */
    public Branch without(String key) {
      Map<String, Tree> changed = new LinkedHashMap<>(entries);
      changed.remove(key);
      return new Branch(changed);
    }
  }

  /** An array. */
  record Items(List<Tree> list) implements Tree {
    public Items {
      list = List.copyOf(list);
    }
  }

  /** A string. */
  record Text(String value) implements Tree {}

  /** A number, true, false or null, as written. */
  record Word(String text) implements Tree {
    public static final Word NULL = new Word("null");
  }

  /** The same with the keys of every object sorted. */
  default Tree sorted() {
    return switch (this) {
      case Branch(Map<String, Tree> entries) -> {
        Map<String, Tree> sorted = new TreeMap<>();
        entries.forEach((key, value) -> sorted.put(key, value.sorted()));
        yield new Branch(sorted);
      }
      case Items(List<Tree> list) -> new Items(list.stream().map(Tree::sorted).toList());
      case Text _, Word _ -> this;
    };
  }
}
