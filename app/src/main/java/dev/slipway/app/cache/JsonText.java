package dev.slipway.app.cache;

import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.TreeJson;
import java.util.Optional;

/** The text of single fields in a JSON answer. */
final class JsonText {
  private JsonText() {}

  /**
   * A field of the outermost object.
   *
   * @param doing begins the message where the answer holds no such text
   */
  static String of(String field, String json, String doing) throws CacheTroubleException {
    Optional<Tree> value =
        TreeJson.read(json)
            .flatMap(tree -> tree instanceof Tree.Branch b ? b.get(field) : Optional.empty());
    if (value.isPresent() && value.get() instanceof Tree.Text(String text)) {
      return text;
    }
    throw new CacheTroubleException(doing + ": the answer holds no " + field);
  }
}
