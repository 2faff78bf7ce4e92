package dev.bulkhead.source;

import dev.bulkhead.model.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * YAML that lies in no file of the input, or is read for what it says about other files.
 *
 * @param documents those before a problem
 * @param problem why the rest is not valid; null where all of it is
 * @param at where the problem is, if that is known
 */
public record YamlText(List<Node> documents, @Nullable String problem, @Nullable Span at) {

  public static YamlText parse(String text, Limits limits) {
    Parsed parsed = YamlParser.parse(text, limits);
    ParseFailure failure = parsed.failure();
    return failure == null
        ? new YamlText(parsed.documents(), null, null)
        : new YamlText(parsed.documents(), String.valueOf(failure.getMessage()), failure.span());
  }
}
