package dev.slipway.acceptance.coordinator.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Reading and joining of JSON trees; a key given twice, or text behind the value, is an error. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * @throws IllegalArgumentException where the text is not JSON, with line and column
   */
  public static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not valid JSON: " + e.getMessage(), e);
    }
  }

  /**
   * @throws IllegalArgumentException where the text is not a JSON object
   */
  public static ObjectNode readObject(String text) {
    if (read(text) instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException("Expected a JSON object, got " + read(text).getNodeType());
  }

  /** Lists, maps and plain values as a tree. */
  public static JsonNode of(Object value) {
    return MAPPER.valueToTree(value);
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /**
   * Changes {@code target} by a merge patch (RFC 7396): null removes, objects join, the rest
   * replaces.
   */
  public static void merge(ObjectNode target, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> member : patch.properties()) {
      String key = member.getKey();
      JsonNode value = member.getValue();
      if (value.isNull()) {
        target.remove(key);
      } else if (value instanceof ObjectNode inner) {
        ObjectNode into = target.get(key) instanceof ObjectNode known ? known : object();
        merge(into, inner);
        target.set(key, into);
      } else {
        target.set(key, value.deepCopy());
      }
    }
  }
}
