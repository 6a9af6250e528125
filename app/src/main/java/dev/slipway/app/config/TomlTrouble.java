package dev.slipway.app.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Says in our own words why a text is not TOML. The parser's words are not passed on: they quote
 * the file, and so the tokens in it.
 */
final class TomlTrouble {
  private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

  static {
    says("Invalid newline in", "the text in quotes is not closed on its line");
    says(
        "Invalid escapement",
        "unknown escape in a text; write \\\\ for a backslash, or use single quotes");
    says("Invalid control character", "control character in a text; write it as an escape");
    says("Invalid unicode", "a character that TOML does not allow");
    says("Invalid value containing only", "the value is missing");
    says("Invalid character .* after key", "\"=\" is missing behind the key");
    says(
        "Invalid character .* after (table entry|a table)",
        "more text on the line; only a comment may stand there");
    says(
        "Invalid bare key",
        "a key must stand here; one with other letters than a-z, A-Z, 0-9, _ and - needs quotes");
    says("Invalid separator .* in table name", "the name of the table is not closed with ]");
    says("Invalid declaration of an element", "the name of the table is not closed with ]]");
    says("Invalid empty table name|Tables names", "the table has no name");
    says(
        "Invalid (array|double comma)|Invalid separator .* in array",
        "the values of a list need one comma between them and a ] at the end");
    says(
        "Invalid entry separator|Invalid trailing comma|Cannot modify an inline",
        "an inline table {…} needs commas between its entries, none at the end, and one line");
    says(
        "invalid parent",
        "a table of that name exists already, but is no table or no list of tables");
    says("twice", "given twice; keep one of them");
    says("Not enough data", "the file ends in the middle of a value or name");
    says(
        "Invalid (value|sequence|integer|floating|decimal|leading|trailing|underscore|separator between|temporal)",
        "no value that TOML knows; a text needs quotes");
  }

  private TomlTrouble() {}

  private static void says(String parserSays, String weSay) {
    WORDS.put(Pattern.compile(parserSays, Pattern.DOTALL), weSay);
  }

  /** What is wrong, without a word from the file. */
  static String inOurWords(String parserSays) {
    return WORDS.entrySet().stream()
        .filter(words -> words.getKey().matcher(parserSays).find())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("cannot be understood from here on");
  }
}
