package dev.bulkhead.normalize.files;

import dev.bulkhead.model.Image;
import dev.bulkhead.model.ImageBuild;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.normalize.kubernetes.Images;
import dev.bulkhead.secrets.SecretDetector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dockerfiles, cut into stages. */
public final class Dockerfiles {
  private final Map<String, String> arguments = new HashMap<>();
  private final List<ImageBuild.Stage> stages = new ArrayList<>();
  private final Map<String, @Nullable String> userOfStage = new HashMap<>();
  private @Nullable String user;

  private Dockerfiles() {}

  public static void normalize(Kind kind, Sink sink) {
    var reader = new Dockerfiles();
    reader.read(kind.tree());
    if (!reader.stages.isEmpty()) {
      sink.add(
          new ImageBuild(
              kind.fileMeta("ImageBuild", kind.source().uri()), reader.stages, reader.user));
    }
  }

  private void read(Tree tree) {
    Tree from = null;
    List<ImageBuild.Instruction> current = new ArrayList<>();
    for (Tree instruction : tree.at("instructions").items()) {
      String name = instruction.at("name").text("");
      String text = instruction.at("text").text("");
      if (name.equals("FROM")) {
        if (from != null) {
          finish(from, current, false);
        }
        from = instruction;
        current = new ArrayList<>();
        user = inheritedUser(text);
        continue;
      }
      if (name.equals("ARG") && from == null) {
        declare(text);
      }
      if (name.equals("USER")) {
        user = text.strip();
      }
      current.add(instruction(instruction, name, text));
    }
    if (from != null) {
      finish(from, current, true);
    }
  }

  private void declare(String text) {
    int equals = text.indexOf('=');
    if (equals > 0) {
      String value = text.substring(equals + 1).strip().replace("\"", "");
      arguments.put(text.substring(0, equals).strip(), value);
    }
  }

  private @Nullable String inheritedUser(String from) {
    return userOfStage.get(from.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT));
  }

  private void finish(Tree from, List<ImageBuild.Instruction> instructions, boolean last) {
    String[] words = from.at("text").text("").strip().split("\\s+", -1);
    String base = substitute(words.length > 0 ? words[0] : "");
    String name = words.length >= 3 && words[1].equalsIgnoreCase("as") ? words[2] : null;
    boolean stage =
        base.equals("scratch")
            || stages.stream().anyMatch(s -> base.equalsIgnoreCase(String.valueOf(s.name())));
    Image image = stage || base.isEmpty() ? null : Images.parse(base);
    stages.add(
        new ImageBuild.Stage(from.pointer(), name, base, image, last, List.copyOf(instructions)));
    if (name != null) {
      userOfStage.put(name.toLowerCase(Locale.ROOT), user);
    }
  }

  /**
   * {@code ${NAME}}, {@code $NAME} and {@code ${NAME:-default}} of arguments before the first FROM.
   */
  private String substitute(String text) {
    String out = text;
    for (Map.Entry<String, String> e : arguments.entrySet()) {
      out = out.replace("${" + e.getKey() + "}", e.getValue());
      int at = out.indexOf("${" + e.getKey() + ":-");
      int end = at < 0 ? -1 : out.indexOf('}', at);
      if (end > 0) {
        out = out.substring(0, at) + e.getValue() + out.substring(end + 1);
      }
      if (out.endsWith("$" + e.getKey())
          || out.contains("$" + e.getKey() + ":")
          || out.contains("$" + e.getKey() + "/")) {
        out = out.replace("$" + e.getKey(), e.getValue());
      }
    }
    return out;
  }

  private static ImageBuild.Instruction instruction(Tree tree, String name, String text) {
    String kept = text;
    boolean withheld = false;
    if (name.equals("ENV") || name.equals("ARG")) {
      for (String pair : text.split("\\s+", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0
            && SecretDetector.inspect(
                    pair.substring(0, equals), pair.substring(equals + 1).replace("\"", ""))
                != null) {
          kept = kept.replace(pair, pair.substring(0, equals + 1) + "«withheld»");
          withheld = true;
        }
      }
      String[] words = text.split("\\s+", 2);
      if (!withheld
          && words.length == 2
          && !words[0].contains("=")
          && SecretDetector.inspect(words[0], words[1]) != null) {
        kept = words[0] + " «withheld»";
        withheld = true;
      }
    }
    return new ImageBuild.Instruction(
        tree.pointer(), name, kept, tree.at("flags").texts(), withheld);
  }
}
