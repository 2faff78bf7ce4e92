package dev.bulkhead.source;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.InputFile;
import dev.bulkhead.model.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the input: finds files, recognises and parses them. What cannot be read is a gap; nothing
 * is thrown for what the input holds.
 */
public final class SourceReader {
  private final Path root;
  private final Limits limits;

  /**
   * @param root what the names of files are relative to
   */
  public SourceReader(Path root, Limits limits) {
    this.root = root;
    this.limits = limits;
  }

  /** What one file gave; {@code text} is its text where it was decoded. */
  public record FileResult(
      @Nullable InputFile input, List<Document> documents, List<Gap> gaps, String text) {}

  /** Everything that was read, files in the order of their names. */
  public record Result(List<FileResult> files, List<Gap> gaps) {}

  /** Reads files and directories. */
  public Result read(List<Path> inputs) {
    var gaps = new ArrayList<Gap>();
    List<Path> files = new FileWalk(root, limits, gaps::add).files(inputs);
    List<FileResult> results =
        IntStream.range(0, files.size()).parallel().mapToObj(i -> file(files.get(i))).toList();
    return new Result(results, gaps);
  }

  /** Reads a stream, such as standard input, under a name. */
  public FileResult read(InputStream stream, String name) {
    try {
      byte[] bytes =
          stream.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, limits.fileBytes() + 1));
      if (bytes.length > limits.fileBytes()) {
        return failed(tooLarge(name));
      }
      return parse(bytes, name, Path.of(name), null, "stdin");
    } catch (IOException e) {
      return failed(unreadable(name, e));
    }
  }

  private FileResult file(Path file) {
    String uri = Uris.of(root, file);
    try {
      if (!Files.isRegularFile(file)) {
        return failed(new Gap("unreadable", true, uri, null, "not a regular file", null));
      }
      if (Files.size(file) > limits.fileBytes()) {
        return failed(tooLarge(uri));
      }
      byte[] bytes = Files.readAllBytes(file);
      return parse(bytes, uri, file, file, "file");
    } catch (IOException e) {
      return failed(unreadable(uri, e));
    }
  }

  private static FileResult failed(Gap gap) {
    return new FileResult(null, List.of(), List.of(gap), "");
  }

  private Gap tooLarge(String uri) {
    return new Gap(
        "file-too-large",
        true,
        uri,
        null,
        "larger than " + limits.fileBytes() / (1024 * 1024) + " MiB",
        "name it in .bulkheadignore if it is no configuration, or raise --max-file-size");
  }

  private static Gap unreadable(String uri, IOException e) {
    return new Gap("unreadable", true, uri, null, "cannot be read: " + FileWalk.reason(e), null);
  }

  private FileResult parse(
      byte[] bytes, String uri, Path name, @Nullable Path path, String collector) {
    String text = decode(bytes);
    if (text == null) {
      return failed(
          new Gap("not-text", false, uri, null, "neither UTF-8 nor UTF-16 text; skipped", null));
    }
    var file = new SourceFile(uri, path, sha256(bytes), bytes.length);
    Format format = FileTypes.of(name, text);
    if (format == null) {
      return new FileResult(null, List.of(), List.of(), "");
    }
    var gaps = new ArrayList<Gap>();
    var documents = new ArrayList<Document>();
    List<Node> roots = parse(format, text, uri, gaps);
    for (int i = 0; i < roots.size(); i++) {
      documents.add(new Document(file, i, format, roots.get(i), collector, null));
    }
    var input = new InputFile(uri, file.digest(), bytes.length, format.name(), documents.size());
    return new FileResult(input, documents, gaps, text);
  }

  private List<Node> parse(Format format, String text, String uri, List<Gap> gaps) {
    try {
      return switch (format) {
        case YAML -> yaml(text, uri, gaps);
        case JSON -> text.isBlank() ? List.of() : List.of(JsonParser.parse(text, limits));
        case TOML -> List.of(TomlDocuments.parse(text));
        case INI -> List.of(LineFormats.ini(text));
        case POSTGRESQL_CONF -> List.of(LineFormats.postgresqlConf(text));
        case DOTENV -> List.of(LineFormats.dotenv(text));
        case PG_HBA -> List.of(LineFormats.pgHba(text));
        case REDIS_CONF, REDIS_ACL -> List.of(LineFormats.redisConf(text));
        case DOCKERFILE -> List.of(DockerfileParser.parse(text));
        case PEM, TEXT -> List.of(text(text));
      };
    } catch (ParseFailure e) {
      gaps.add(gap(e, uri, text));
      return List.of();
    }
  }

  private static Node text(String text) {
    int lines = (int) text.lines().count();
    Span span = new Span(1, 1, Math.max(1, lines), 1);
    return new Node.Mapping(
        span,
        List.of(
            new Node.Entry(
                new Node.Scalar(new Span(1, 1, 1, 1), "text", Node.Type.STRING),
                new Node.Scalar(span, text, Node.Type.STRING))));
  }

  private List<Node> yaml(String text, String uri, List<Gap> gaps) {
    YamlParser.Result result = YamlParser.parse(text, limits);
    for (YamlParser.DuplicateKey d : result.duplicates()) {
      gaps.add(
          new Gap(
              "duplicate-key",
              false,
              uri,
              d.second(),
              "key \""
                  + d.key()
                  + "\" stands in line "
                  + d.first().startLine()
                  + " already; the later value holds",
              "remove one of the two"));
    }
    ParseFailure failure = result.failure();
    if (failure != null) {
      gaps.add(gap(failure, uri, text));
    }
    return result.documents();
  }

  /** Templates are no broken YAML: they need rendering. */
  private static Gap gap(ParseFailure e, String uri, String text) {
    if (e.code().equals("yaml-syntax") && (text.contains("{{") || text.contains("{%"))) {
      return new Gap(
          "template-not-rendered",
          true,
          uri,
          e.span(),
          "a template; it was not rendered",
          "render it first (helm template …, kustomize build …) and scan the result, or name it in .bulkheadignore");
    }
    return new Gap(e.code(), true, uri, e.span(), String.valueOf(e.getMessage()), e.hint());
  }

  private static @Nullable String decode(byte[] bytes) {
    Charset charset = StandardCharsets.UTF_8;
    int skip = 0;
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      skip = 3;
    } else if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
      charset = StandardCharsets.UTF_16LE;
      skip = 2;
    } else if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
      charset = StandardCharsets.UTF_16BE;
      skip = 2;
    }
    try {
      String text =
          charset.newDecoder().decode(ByteBuffer.wrap(bytes, skip, bytes.length - skip)).toString();
      return text.indexOf('\0') >= 0 ? null : text;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
