package dev.slipway.app.config;

import dev.slipway.domain.script.GoDuration;
import dev.slipway.domain.settings.SecretText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One table of the file, read key by key. A value that does not fit its key is a finding and then
 * counts as absent; so does an empty text, as in GitLab Runner.
 */
final class Table {
  private final KeyCatalog catalog;
  private final Findings findings;
  private final String section;
  private final KeyPath path;
  private final Map<String, String> written = new LinkedHashMap<>();
  private final Map<String, Object> values;

  Table(
      KeyCatalog catalog,
      Findings findings,
      String section,
      KeyPath path,
      Map<String, Object> values) {
    this.catalog = catalog;
    this.findings = findings;
    this.section = section;
    this.path = path;
    this.values = values;
    values.keySet().forEach(name -> written.putIfAbsent(name.toLowerCase(Locale.ROOT), name));
  }

  KeyPath path(String name) {
    return path.child(written.getOrDefault(name.toLowerCase(Locale.ROOT), name));
  }

  /** Says that a key's value is not usable; the text does not name the key. */
  void problem(String name, String text) {
    findings.problem(path(name), text);
  }

  void warning(String name, String text) {
    findings.warning(path(name), text);
  }

  /**
   * A text that must be there.
   *
   * @param whatToDo ends the message when it is not
   */
  <T> Optional<T> required(String name, String whatToDo, Function<String, T> parser) {
    if (isMissing(name, whatToDo)) {
      return Optional.empty();
    }
    if ("".equals(raw(name))) {
      problem(name, "is empty; " + whatToDo);
    }
    return parsed(name, parser);
  }

  /** Whether the key is not written at all, which is a problem. */
  boolean isMissing(String name, String whatToDo) {
    boolean missing = raw(name) == null;
    if (missing) {
      findings.problemAt(
          findings.site(path), "%s is missing; %s".formatted(path.child(name), whatToDo));
    }
    return missing;
  }

  Optional<String> text(String name) {
    return of(name, String.class, "a text in quotes").filter(text -> !text.isEmpty());
  }

  Optional<SecretText> secret(String name) {
    return text(name).map(SecretText::new);
  }

  Optional<Boolean> flag(String name) {
    return of(name, Boolean.class, "true or false without quotes");
  }

  /** A text that {@code parser} accepts or refuses with IllegalArgumentException. */
  <T> Optional<T> parsed(String name, Function<String, T> parser) {
    return text(name).flatMap(text -> parse(name, text, parser));
  }

  private <T> Optional<T> parse(String name, String text, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException e) {
      problem(name, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** One of some words, in any case. */
  <T> Optional<T> choice(String name, Map<String, T> words) {
    return parsed(name, text -> chosen(text.toLowerCase(Locale.ROOT), words));
  }

  /**
   * One of some words.
   *
   * @throws IllegalArgumentException names the words
   */
  static <T> T chosen(String text, Map<String, T> words) {
    T value = words.get(text);
    if (value == null) {
      String nearest =
          NearestWord.to(text, words.keySet()).map("did you mean \"%s\"? "::formatted).orElse("");
      throw new IllegalArgumentException(
          "\"%s\" is not known; %sallowed: %s"
              .formatted(
                  text, nearest, String.join(", ", words.keySet().stream().sorted().toList())));
    }
    return value;
  }

  /** A whole number in the range of the key's row, and of a 32-bit number. */
  Optional<Integer> whole(String name) {
    return number(name, Integer.MAX_VALUE).map(Math::toIntExact);
  }

  /** A whole number in the range of the key's row, which may be large. */
  Optional<Long> large(String name) {
    return number(name, Long.MAX_VALUE);
  }

  /** Whether the key is written, with whatever value. */
  boolean has(String name) {
    return raw(name) != null;
  }

  /** A list of whole numbers, each 0 or more and of at most 32 bits. */
  List<Integer> wholes(String name) {
    List<?> list = of(name, List.class, "a list of whole numbers").orElse(List.of());
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof Integer || list.get(i) instanceof Long) {
        long number = ((Number) list.get(i)).longValue();
        if (number >= 0 && number <= Integer.MAX_VALUE) {
          numbers.add(Math.toIntExact(number));
        } else {
          entryProblem(
              name, i, "%d is out of range; allowed: 0 to %d".formatted(number, Integer.MAX_VALUE));
        }
      } else {
        entryProblem(name, i, mismatch(list.get(i), "a whole number without quotes"));
      }
    }
    return numbers;
  }

  /** The number of seconds of a key. */
  Optional<Duration> seconds(String name) {
    return number(name, Integer.MAX_VALUE).map(Duration::ofSeconds);
  }

  private Optional<Long> number(String name, long max) {
    long min = least(name);
    Object raw = raw(name);
    Optional<Long> number =
        raw instanceof Integer || raw instanceof Long
            ? Optional.of(((Number) raw).longValue())
            : of(name, Long.class, "a whole number without quotes");
    return number.filter(
        n -> {
          boolean fits = n >= min && n <= max;
          if (!fits && !findings.isTooLarge(path(name))) {
            problem(name, "%d is out of range; allowed: %d to %d".formatted(n, min, max));
          }
          return fits;
        });
  }

  /** The lower end in {@code integer 0..}. */
  private long least(String name) {
    String type = key(name).type();
    return type.endsWith("..")
        ? Long.parseLong(type.substring(type.indexOf(' ') + 1, type.length() - 2))
        : Integer.MIN_VALUE;
  }

  /** A Go duration, or a whole number of nanoseconds. */
  Optional<Duration> duration(String name) {
    return switch (raw(name)) {
      case Integer nanos -> Optional.of(Duration.ofNanos(nanos));
      case Long nanos -> Optional.of(Duration.ofNanos(nanos));
      case null -> Optional.empty();
      case String text when text.isEmpty() -> Optional.empty();
      case String text -> parse(name, text, Table::goDuration);
      case Object other -> {
        problem(name, mismatch(other, "a duration in quotes, such as \"1h30m\""));
        yield Optional.empty();
      }
    };
  }

  private static Duration goDuration(String text) {
    return GoDuration.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"%s\" is not a duration; write numbers with units, such as \"1h30m\", \"45s\" or \"500ms\""
                        .formatted(text)));
  }

  List<String> texts(String name) {
    return of(name, List.class, "a list of texts").map(list -> texts(name, list)).orElse(List.of());
  }

  List<String> textOrTexts(String name) {
    return raw(name) instanceof String ? text(name).stream().toList() : texts(name);
  }

  /** Says that an entry of a list is not usable; entries count from 0. */
  void entryProblem(String name, int entry, String text) {
    findings.problemAt(
        findings.site(path(name).at(entry)),
        "%s: entry %d: %s".formatted(path(name), entry + 1, text));
  }

  /** Says that the value of a free table's entry is not usable. */
  void entryProblem(String name, String entry, String text) {
    findings.problem(path(name).child(entry), text);
  }

  /** All of them or none, so that an entry's place in the list is its place in the file. */
  private List<String> texts(String name, List<?> list) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof String text) {
        texts.add(text);
      } else {
        entryProblem(name, i, mismatch(list.get(i), "a text in quotes"));
      }
    }
    return texts.size() == list.size() ? texts : List.of();
  }

  /** A table whose keys are free; they are not changed in case. */
  <T> Map<String, T> map(String name, Class<T> type, String allowed) {
    Map<String, T> map = new LinkedHashMap<>();
    of(name, Map.class, "a table")
        .ifPresent(
            table ->
                ((Map<?, ?>) table)
                    .forEach(
                        (key, value) -> {
                          if (type.isInstance(value)) {
                            map.put(String.valueOf(key), type.cast(value));
                          } else {
                            findings.problem(
                                path(name).child(String.valueOf(key)), mismatch(value, allowed));
                          }
                        }));
    return map;
  }

  /** Says that an entry of a free table has a name that means nothing. */
  void unknownEntry(String name, String entry, List<String> known) {
    KeyPath entryPath = path(name).child(entry);
    findings.problemAt(
        findings.site(entryPath),
        "unknown key %s; %s".formatted(entryPath, NearestWord.advice(entry, known)));
  }

  /** A table within this one; empty where it is absent. */
  Table table(String name) {
    Map<?, ?> inner =
        of(name, Map.class, "a table, [%s]".formatted(key(name).path())).orElse(Map.of());
    return inner(name, path(name), inner);
  }

  /** The tables of {@code [[name]]}. */
  List<Table> tables(String name) {
    List<?> list =
        of(name, List.class, "tables, each [[%s]]".formatted(key(name).path())).orElse(List.of());
    List<Table> tables = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof Map<?, ?> table) {
        tables.add(inner(name, path(name).at(i), table));
      } else {
        problem(name, mismatch(list.get(i), "tables, each [[%s]]".formatted(key(name).path())));
      }
    }
    return tables;
  }

  @SuppressWarnings("unchecked") // Every table of a TomlDocument has text for keys.
  private Table inner(String name, KeyPath innerPath, Map<?, ?> table) {
    return new Table(catalog, findings, key(name).path(), innerPath, (Map<String, Object>) table);
  }

  private <T> Optional<T> of(String name, Class<T> type, String allowed) {
    Object raw = raw(name);
    if (raw != null && !type.isInstance(raw)) {
      problem(name, mismatch(raw, allowed));
      return Optional.empty();
    }
    return Optional.ofNullable(raw).map(type::cast);
  }

  private static String mismatch(Object found, String allowed) {
    return "found %s; allowed: %s".formatted(described(found), allowed);
  }

  /** Kind only: the value may be a secret. */
  private static String described(Object value) {
    return switch (value) {
      case String _ -> "a text";
      case Boolean _ -> "true or false";
      case Integer _, Long _ -> "a whole number";
      case Double _ -> "a decimal number";
      case List<?> _ -> "a list";
      case Map<?, ?> _ -> "a table";
      default -> "a date or time";
    };
  }

  private @Nullable Object raw(String name) {
    CatalogKey key = key(name);
    if (key.status() != KeyStatus.HONOURED) {
      throw new IllegalStateException(
          "%s is read, but not honoured by keys.txt".formatted(key.path()));
    }
    String as = written.get(name.toLowerCase(Locale.ROOT));
    return as == null ? null : values.get(as);
  }

  private CatalogKey key(String name) {
    return catalog
        .find(section, name)
        .orElseThrow(
            () -> new IllegalStateException("keys.txt lacks %s.%s".formatted(section, name)));
  }
}
