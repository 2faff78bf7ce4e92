package dev.bulkhead.source;

import dev.bulkhead.model.Span;
import dev.bulkhead.source.Node.Entry;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.Node.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configuration files that stand as text in another document, such as in a ConfigMap. Their nodes
 * are placed in the document around them.
 *
 * @param format what the text is
 * @param root its nodes, at their lines in the outer document
 */
public record EmbeddedText(Format format, Node root) {

  /**
   * Reads a text by the name that it has.
   *
   * @param key what names it, and where that stands
   * @return null for what is no configuration that is understood
   */
  public static @Nullable EmbeddedText of(Scalar key, Scalar value) {
    Format format = FileTypes.of(Path.of(fileName(key.text())), value.text());
    return format == null ? null : of(format, key, value);
  }

  /** Reads a text that is YAML whatever its name is; null where it is not. */
  public static @Nullable EmbeddedText yaml(Scalar key, Scalar value) {
    return of(Format.YAML, key, value);
  }

  private static @Nullable EmbeddedText of(Format format, Scalar key, Scalar value) {
    Node root;
    try {
      root = parse(format, value.text());
    } catch (ParseFailure e) {
      return null;
    }
    return root == null ? null : new EmbeddedText(format, placed(root, key, value));
  }

  /** A line of pg_hba.conf, as operators' resources list them; all at the place of the scalar. */
  public static Node hbaLine(Scalar line) {
    return moved(LineFormats.pgHba(line.text()), span -> line.span());
  }

  /** A line of pg_ident.conf, likewise. */
  public static Node identLine(Scalar line) {
    return moved(LineFormats.pgIdent(line.text()), span -> line.span());
  }

  private static String fileName(String key) {
    return key.substring(key.lastIndexOf('/') + 1).replace('\0', ' ');
  }

  private static @Nullable Node parse(Format format, String text) throws ParseFailure {
    return switch (format) {
      case INI -> LineFormats.ini(text);
      case POSTGRESQL_CONF -> LineFormats.postgresqlConf(text);
      case PG_HBA -> LineFormats.pgHba(text);
      case PG_IDENT -> LineFormats.pgIdent(text);
      case REDIS_CONF, REDIS_ACL -> LineFormats.redisConf(text);
      case SQL_ROLES -> SqlRoles.parse(text);
      case TOML -> TomlDocuments.parse(text, Limits.STANDARD);
      case YAML -> {
        List<Node> documents = YamlParser.parse(text, Limits.STANDARD).documents();
        yield documents.isEmpty() ? null : documents.getFirst();
      }
      case JSON, DOTENV, DOCKERFILE, PEM, TEXT -> null;
    };
  }

  /**
   * A literal block ({@code |}) begins on the line below its key, by custom two columns further in;
   * of other scalars only the whole is known.
   */
  private static Node placed(Node root, Scalar key, Scalar value) {
    Span outer = value.span();
    long lines = value.text().lines().count();
    boolean literal =
        outer.endLine() > outer.startLine() && outer.endLine() - outer.startLine() >= lines;
    int columns = key.span().startColumn() + 1;
    Node inner =
        moved(
            root,
            s ->
                literal
                    ? new Span(
                        s.startLine() + outer.startLine(),
                        s.startColumn() + columns,
                        s.endLine() + outer.startLine(),
                        s.endColumn() + columns)
                    : outer);
    return inner instanceof Mapping m ? new Mapping(outer, m.entries()) : inner;
  }

  /** How a span moves. */
  private interface Move {
    Span of(Span span);
  }

  private static Node moved(Node node, Move move) {
    return switch (node) {
      case Mapping m -> {
        var entries = new ArrayList<Entry>(m.entries().size());
        for (Entry e : m.entries()) {
          entries.add(new Entry((Scalar) moved(e.key(), move), moved(e.value(), move)));
        }
        yield new Mapping(move.of(m.span()), List.copyOf(entries));
      }
      case Sequence s ->
          new Sequence(
              move.of(s.span()), s.items().stream().map(item -> moved(item, move)).toList());
      case Scalar s -> new Scalar(move.of(s.span()), s.text(), s.type());
    };
  }
}
