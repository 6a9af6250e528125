package dev.slipway.app.cache;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of single elements in an answer of AWS, which has no more than a few. */
final class XmlText {
  private XmlText() {}

  /** The first element of that name that holds text only. */
  static Optional<String> of(String element, String xml) {
    Matcher found =
        Pattern.compile("<%1$s(?: [^>]*)?>([^<]+)</%1$s>".formatted(element)).matcher(xml);
    return found.find()
        ? Optional.of(
            found
                .group(1)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&"))
        : Optional.empty();
  }
}
