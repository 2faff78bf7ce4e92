package dev.bulkhead.secrets;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a value is a secret, by its own form and by the name beside it. Linear in the
 * value's length.
 */
public final class SecretDetector {
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "changeme",
          "change-me",
          "change_me",
          "password",
          "passwd",
          "secret",
          "admin",
          "example",
          "test",
          "dummy",
          "placeholder",
          "xxx",
          "todo",
          "default",
          "odoo",
          "postgres",
          "root",
          "foobar",
          "foo",
          "bar",
          "replace-me",
          "replaceme",
          "your-password",
          "your_password",
          "yourpassword",
          "mysecretpassword",
          "s3cr3t",
          "redacted");

  private SecretDetector() {}

  /**
   * Looks at one scalar.
   *
   * @param key the name beside it; null where there is none
   * @return what was seen, null for ordinary text
   */
  public static @Nullable Detection inspect(@Nullable String key, String value) {
    String text = value.strip();
    if (text.length() < 3 || isReference(text)) {
      return null;
    }
    String format = KnownFormats.match(text);
    if (format != null) {
      return new Detection(format, isPlaceholder(text));
    }
    if (key == null || !SecretNames.isSecret(key) || isPlainSetting(text) || isHash(text)) {
      return null;
    }
    if (key.equalsIgnoreCase("pass") && text.chars().allMatch(Character::isDigit)) {
      // how many passed, as in reports of tests and of policy checks
      return null;
    }
    return new Detection("secret-name", isPlaceholder(text));
  }

  /** Whether the text points at a secret instead of being one. */
  public static boolean isReference(String text) {
    return text.startsWith("${")
        || text.startsWith("$(")
        || text.startsWith("{{")
        || text.startsWith("<%")
        || text.startsWith("vault:")
        || text.startsWith("ref+")
        || text.startsWith("op://")
        || text.startsWith("<path:")
        || text.startsWith("ENC[")
        || text.startsWith("arn:")
        || text.startsWith("projects/")
        || (text.startsWith("$") && isShellName(text, 1))
        || (text.startsWith("%(") && text.endsWith(")s"));
  }

  private static boolean isShellName(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c == '_'
          || (c >= 'A' && c <= 'Z')
          || (c >= 'a' && c <= 'z')
          || (c >= '0' && c <= '9'))) {
        return false;
      }
    }
    return text.length() > from;
  }

  /** A one-way hash of a password lets nobody in. */
  private static boolean isHash(String text) {
    return text.startsWith("$pbkdf2")
        || text.startsWith("$2a$")
        || text.startsWith("$2b$")
        || text.startsWith("$2y$")
        || text.startsWith("$argon2")
        || text.startsWith("$5$")
        || text.startsWith("$6$")
        || text.startsWith("SCRAM-SHA-256$");
  }

  /** Booleans, levels of a permission, paths and sentences are settings about a secret, not one. */
  private static boolean isPlainSetting(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals("true")
        || lower.equals("false")
        || lower.equals("null")
        || lower.equals("none")
        || lower.equals("read")
        || lower.equals("write")) {
      return true;
    }
    if (text.startsWith("/") && !text.contains(" ") && text.indexOf('/', 1) > 0) {
      return true;
    }
    if (text.startsWith("http://") || text.startsWith("https://")) {
      return true;
    }
    return text.indexOf(' ') > 0 && text.split(" ", -1).length > 3;
  }

  static boolean isPlaceholder(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return PLACEHOLDERS.contains(lower)
        || (lower.startsWith("<") && lower.endsWith(">"))
        || lower.contains("changeme")
        || lower.contains("change-me")
        || lower.contains("change_me")
        || lower.contains("replace_me")
        || lower.contains("example")
        || lower.startsWith("your-")
        || lower.startsWith("your_")
        || isOneCharacter(lower);
  }

  private static boolean isOneCharacter(String text) {
    return text.chars().distinct().count() <= 1;
  }
}
