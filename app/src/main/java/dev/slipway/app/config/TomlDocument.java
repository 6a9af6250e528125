package dev.slipway.app.config;

import com.electronwill.nightconfig.core.UnmodifiableConfig;
import com.electronwill.nightconfig.core.io.ParsingException;
import com.electronwill.nightconfig.toml.TomlParser;
import java.io.FilterReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of a TOML text as maps and lists, and where they stand. */
final class TomlDocument {
  private TomlDocument() {}

  /** What came of parsing. */
  sealed interface Parsed {
    /** TOML. Values are text, Boolean, Integer, Long, Double, java.time, List and Map. */
    record Document(Map<String, Object> root, KeyIndex index) implements Parsed {}

    /** Not TOML. */
    record Broken(Problem problem) implements Parsed {}
  }

  static Parsed parse(String file, String text) {
    CountingReader reader = new CountingReader(text);
    KeyIndex index = KeyIndex.of(text);
    try {
      return new Parsed.Document(plainTable(new TomlParser().parse(reader)), index);
    } catch (ParsingException e) {
      KeySite site = KeySite.of(text, Math.max(0, reader.taken - 1));
      String why = "not valid TOML: " + TomlTrouble.inOurWords(String.valueOf(e.getMessage()));
      if (!index.repeated().isEmpty()) {
        // The parser notices a second definition late, and says nothing of the first.
        KeyIndex.Repeated key = index.repeated().getFirst();
        site = key.again();
        why = key.text();
      }
      return new Parsed.Broken(new Problem(file, site.line(), site.column(), why));
    }
  }

  private static Map<String, Object> plainTable(UnmodifiableConfig config) {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (UnmodifiableConfig.Entry entry : config.entrySet()) {
      plain.put(entry.getKey(), plain(entry.getValue()));
    }
    return plain;
  }

  private static Object plain(Object value) {
    if (value instanceof UnmodifiableConfig table) {
      return plainTable(table);
    }
    return value instanceof List<?> list ? list.stream().map(TomlDocument::plain).toList() : value;
  }

  /** Counts what the parser has taken: its errors carry no place. */
  private static final class CountingReader extends FilterReader {
    private int taken;

    CountingReader(String text) {
      super(new StringReader(text));
    }

    @Override
    public int read() throws IOException {
      int c = super.read();
      taken += c < 0 ? 0 : 1;
      return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, Math.min(1, length));
      taken += Math.max(0, count);
      return count;
    }
  }
}
