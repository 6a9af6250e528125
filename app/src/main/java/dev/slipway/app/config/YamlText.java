package dev.slipway.app.config;

import dev.slipway.domain.tree.Tree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** YAML within the configuration. JSON is YAML. */
final class YamlText {
  private YamlText() {}

  /**
   * The one document in the text.
   *
   * @throws IllegalArgumentException says in one line what is wrong, and where in the text
   */
  static Tree read(String text) {
    LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    try {
      return tree(new Load(settings).loadFromString(text));
    } catch (MarkedYamlEngineException e) {
      String where =
          e.getProblemMark()
              .map(
                  mark ->
                      " in its line %d, column %d"
                          .formatted(mark.getLine() + 1, mark.getColumn() + 1))
              .orElse("");
      throw new IllegalArgumentException(e.getProblem() + where, e);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
    }
  }

  private static Tree tree(@Nullable Object value) {
    return switch (value) {
      case null -> Tree.Word.NULL;
      case Map<?, ?> map -> {
        Map<String, Tree> entries = new LinkedHashMap<>();
        map.forEach((key, part) -> entries.put(String.valueOf(key), tree(part)));
        yield new Tree.Branch(entries);
      }
      case List<?> list -> new Tree.Items(list.stream().map(YamlText::tree).toList());
      case Boolean flag -> new Tree.Word(flag.toString());
      case Integer _, Long _, BigInteger _, BigDecimal _ -> new Tree.Word(value.toString());
      case Double number when !number.isNaN() && !number.isInfinite() ->
          new Tree.Word(BigDecimal.valueOf(number).toPlainString());
      case String text -> new Tree.Text(text);
      default ->
          throw new IllegalArgumentException(
              "%s is no value that JSON has".formatted(value.getClass().getSimpleName()));
    };
  }
}
