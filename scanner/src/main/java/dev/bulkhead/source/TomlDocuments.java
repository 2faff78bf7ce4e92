package dev.bulkhead.source;

import dev.bulkhead.model.Span;
import dev.bulkhead.source.Node.Entry;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.Node.Sequence;
import dev.bulkhead.source.Node.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** TOML to nodes. The parser knows where keys and items stand, not where values end. */
final class TomlDocuments {
  private final Columns columns;

  private TomlDocuments(Columns columns) {
    this.columns = columns;
  }

  static Node parse(String text, Limits limits) throws ParseFailure {
    TomlDepth.check(text, limits.depth());
    return new TomlDocuments(Columns.of(text)).document(text);
  }

  private Node document(String text) throws ParseFailure {
    TomlParseResult result = Toml.parse(text);
    if (result.hasErrors()) {
      TomlParseError error = result.errors().getFirst();
      throw new ParseFailure(
          "toml-syntax",
          "not valid TOML: " + String.valueOf(error.getMessage()).lines().findFirst().orElse(""),
          span(error.position(), 1),
          null);
    }
    return table(result, new Span(1, 1, 1, 1));
  }

  private Span span(@Nullable TomlPosition at, int length) {
    if (at == null) {
      return new Span(1, 1, 1, 1);
    }
    int column = columns.utf16(at.line(), at.column());
    return new Span(at.line(), column, at.line(), column + length);
  }

  private Node table(TomlTable table, Span span) {
    var entries = new ArrayList<Entry>();
    for (String key : table.keySet()) {
      Span at = span(table.inputPositionOf(List.of(key)), key.length());
      Object value = table.get(List.of(key));
      entries.add(new Entry(new Scalar(at, key, Type.STRING), node(value, at)));
    }
    return new Mapping(span, List.copyOf(entries));
  }

  private Node node(@Nullable Object value, Span at) {
    return switch (value) {
      case TomlTable t -> table(t, at);
      case TomlArray a -> {
        var items = new ArrayList<Node>();
        for (int i = 0; i < a.size(); i++) {
          items.add(node(a.get(i), span(a.inputPositionOf(i), 1)));
        }
        yield new Sequence(at, List.copyOf(items));
      }
      case Boolean b -> new Scalar(at, b.toString(), Type.BOOLEAN);
      case Long l -> new Scalar(at, l.toString(), Type.INTEGER);
      case Double d -> new Scalar(at, d.toString(), Type.DECIMAL);
      case null -> new Scalar(at, "", Type.NULL);
      default -> new Scalar(at, value.toString(), Type.STRING);
    };
  }
}
