package dev.bulkhead.source;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.InputFile;
import dev.bulkhead.model.Span;
import dev.bulkhead.source.SourceReader.FileResult;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Bytes to documents: decodes, recognises, parses. Everything that goes wrong is a gap. */
final class FileParser {
  /** So many keys that stand twice are reported of one file. */
  private static final int DUPLICATES = 20;

  private final Limits limits;

  FileParser(Limits limits) {
    this.limits = limits;
  }

  FileResult parse(Content content, byte[] bytes) {
    String uri = content.uri();
    Decoded decoded = Decoded.of(bytes);
    if (decoded == null) {
      return SourceReader.failed(notText(content));
    }
    String text = decoded.text();
    Format format = FileTypes.of(content.name(), text);
    if (format == null) {
      return unrecognised(content);
    }
    var gaps = new ArrayList<Gap>();
    if (decoded.guessed()) {
      gaps.add(guessed(decoded, uri));
    }
    List<Node> roots = documents(format, content, text, gaps);
    var file = new SourceFile(uri, content.path(), sha256(bytes), bytes.length);
    var documents = new ArrayList<Document>();
    for (int i = 0; i < roots.size(); i++) {
      documents.add(new Document(file, i, format, roots.get(i), content.collector(), null));
    }
    var input = new InputFile(uri, file.digest(), bytes.length, format.name(), documents.size());
    return new FileResult(input, documents, gaps);
  }

  /** A key in a binary form is no configuration; anything else with such a name should be text. */
  private static Gap notText(Content content) {
    boolean certificate = FileTypes.isCertificate(content.name());
    boolean key = !certificate && FileTypes.of(content.name(), "") == Format.PEM;
    return new Gap(
        "not-text",
        !key,
        content.uri(),
        null,
        "no text in UTF-8 or UTF-16; not evaluated",
        certificate
            ? "convert it with openssl x509 -inform der, or name it in .bulkheadignore"
            : key ? null : "save it as UTF-8, or name it in .bulkheadignore");
  }

  private static Gap guessed(Decoded decoded, String uri) {
    return new Gap(
        "not-utf8",
        false,
        uri,
        null,
        "not valid UTF-8; read as " + decoded.charset().name(),
        "save it as UTF-8, as the programs that read it expect");
  }

  /** What a user names is meant to be judged; in a directory only its name made it a candidate. */
  private static FileResult unrecognised(Content content) {
    return SourceReader.failed(
        new Gap(
            "not-recognised",
            content.named(),
            content.uri(),
            null,
            "no format that is understood; not evaluated",
            content.named() ? "rename it so that its ending says what it is" : null));
  }

  private List<Node> documents(Format format, Content content, String text, List<Gap> gaps) {
    String uri = content.uri();
    Span mark = Templates.find(format, text, FileTypes.isTemplate(content.name()));
    if (mark != null) {
      gaps.add(template(uri, mark));
      return List.of();
    }
    Parsed parsed = parse(format, text, uri, gaps);
    duplicates(parsed.duplicates(), uri, gaps);
    ParseFailure failure = parsed.failure();
    if (failure == null) {
      return parsed.documents();
    }
    Span templated =
        failure.code().equals(YamlParser.TEMPLATE)
            ? failure.span()
            : Templates.markOfFailure(text, failure.span());
    if (templated != null) {
      gaps.add(template(uri, templated));
      return List.of();
    }
    gaps.add(gap(failure, uri));
    return parsed.documents();
  }

  private Parsed parse(Format format, String text, String uri, List<Gap> gaps) {
    try {
      return switch (format) {
        case YAML -> YamlParser.parse(text, limits);
        case JSON -> json(text, uri, gaps);
        case TOML -> Parsed.of(TomlDocuments.parse(text, limits));
        case INI -> Parsed.of(LineFormats.ini(text));
        case POSTGRESQL_CONF -> Parsed.of(LineFormats.postgresqlConf(text));
        case DOTENV -> Parsed.of(LineFormats.dotenv(text));
        case PG_HBA -> Parsed.of(LineFormats.pgHba(text));
        case PG_IDENT -> Parsed.of(LineFormats.pgIdent(text));
        case REDIS_CONF, REDIS_ACL -> Parsed.of(LineFormats.redisConf(text));
        case SQL_ROLES -> Parsed.of(SqlRoles.parse(text));
        case DOCKERFILE -> Parsed.of(DockerfileParser.parse(text));
        case PEM -> Parsed.of(pem(text));
        case TEXT -> Parsed.of(text(text));
      };
    } catch (ParseFailure e) {
      return new Parsed(List.of(), List.of(), e);
    } catch (RuntimeException | StackOverflowError e) {
      return new Parsed(
          List.of(),
          List.of(),
          new ParseFailure(
              "parser-failed",
              "the parser failed (" + e.getClass().getSimpleName() + ")",
              null,
              "please report this as a defect"));
    }
  }

  private Parsed json(String text, String uri, List<Gap> gaps) {
    Parsed strict = JsonParser.parse(text, limits);
    ParseFailure failure = strict.failure();
    if (failure == null || !failure.code().equals("json-syntax")) {
      return strict;
    }
    Parsed lenient = JsonParser.parseWithComments(text, limits);
    if (lenient.failure() != null) {
      return strict;
    }
    gaps.add(
        new Gap(
            "json-comments",
            false,
            uri,
            failure.span(),
            "JSON with comments or with a comma behind the last item; read as that",
            "programs that read plain JSON refuse it"));
    return lenient;
  }

  private static Node pem(String text) {
    Node.Mapping whole = text(text);
    var blocks = new ArrayList<Node>();
    for (PemBlocks.Block block : PemBlocks.of(text)) {
      Span span = block.span();
      var label = new Node.Scalar(span, block.label(), Node.Type.STRING);
      var key = new Node.Scalar(span, "label", Node.Type.STRING);
      blocks.add(new Node.Mapping(span, List.of(new Node.Entry(key, label))));
    }
    var entries = new ArrayList<>(whole.entries());
    entries.add(
        new Node.Entry(
            new Node.Scalar(new Span(1, 1, 1, 1), "blocks", Node.Type.STRING),
            new Node.Sequence(whole.span(), List.copyOf(blocks))));
    return new Node.Mapping(whole.span(), List.copyOf(entries));
  }

  private static Node.Mapping text(String text) {
    int lines = (int) text.lines().count();
    Span span = new Span(1, 1, Math.max(1, lines), 1);
    return new Node.Mapping(
        span,
        List.of(
            new Node.Entry(
                new Node.Scalar(new Span(1, 1, 1, 1), "text", Node.Type.STRING),
                new Node.Scalar(span, text, Node.Type.STRING))));
  }

  private static void duplicates(List<DuplicateKey> keys, String uri, List<Gap> gaps) {
    for (DuplicateKey d : keys.subList(0, Math.min(DUPLICATES, keys.size()))) {
      gaps.add(
          new Gap(
              "duplicate-key",
              true,
              uri,
              d.second(),
              "key \""
                  + d.key()
                  + "\" stands in line "
                  + d.first().startLine()
                  + " already; the later value holds",
              "remove one of the two"));
    }
    if (keys.size() > DUPLICATES) {
      gaps.add(
          new Gap(
              "duplicate-key",
              true,
              uri,
              keys.get(DUPLICATES).second(),
              (keys.size() - DUPLICATES) + " more keys stand twice in the file",
              null));
    }
  }

  private static Gap template(String uri, Span span) {
    return new Gap(
        YamlParser.TEMPLATE,
        true,
        uri,
        span,
        "a template that was not rendered",
        "render it first and scan the result, or name it in .bulkheadignore");
  }

  private static Gap gap(ParseFailure e, String uri) {
    return new Gap(e.code(), true, uri, e.span(), String.valueOf(e.getMessage()), e.hint());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
