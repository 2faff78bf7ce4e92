package dev.bulkhead.secrets;

import java.util.Locale;
import java.util.Set;

/** Tells from a key's name whether its value ought to be a secret. */
final class SecretNames {
  private static final Set<String> SECRET_WORDS =
      Set.of(
          "password",
          "passwd",
          "passphrase",
          "pwd",
          "secret",
          "token",
          "apikey",
          "credential",
          "credentials");
  private static final Set<String> KEY_QUALIFIERS =
      Set.of(
          "api",
          "access",
          "private",
          "encryption",
          "signing",
          "master",
          "secret",
          "auth",
          "account",
          "storage");

  /**
   * Words after which the value is a name, a place or a property of the secret, and not the secret.
   */
  private static final Set<String> NOT_THE_SECRET =
      Set.of(
          "file",
          "path",
          "dir",
          "name",
          "ref",
          "refs",
          "reference",
          "key_name",
          "id",
          "arn",
          "url",
          "uri",
          "endpoint",
          "policy",
          "length",
          "encryption",
          "expiry",
          "expiration",
          "expires",
          "ttl",
          "lifetime",
          "type",
          "class",
          "namespace",
          "store",
          "manager",
          "provider",
          "rotation",
          "enabled",
          "required",
          "count",
          "min",
          "max",
          "timeout",
          "version",
          "hash_algorithm",
          "algorithm",
          "issuer",
          "audience",
          "review",
          "mount",
          "annotation",
          "header",
          "template",
          "prefix",
          "suffix",
          "engine",
          "format",
          "field",
          "label",
          "hint",
          "reset",
          "change",
          "existing",
          "from",
          "checksum",
          "accessor",
          "mode",
          "method",
          "env",
          "var",
          "volume",
          "keys",
          "names",
          "age",
          "history",
          "strength",
          "complexity",
          "interval");

  /** Words before {@code key} that make it the name of an entry, as in passwordKey. */
  private static final Set<String> KEPT_UNDER_KEY =
      Set.of("password", "passwd", "token", "credential", "credentials");

  private SecretNames() {}

  static boolean isSecret(String key) {
    int slash = key.indexOf('/');
    if (slash > 0 && key.lastIndexOf('.', slash) > 0) {
      // a label or annotation, such as secret.reloader.stakater.com/reload, names objects
      return false;
    }
    String[] words = words(key);
    if (words.length == 0 || NOT_THE_SECRET.contains(words[words.length - 1])) {
      return false;
    }
    if (words.length > 1 && words[0].equals("existing")) {
      return false;
    }
    if (words.length > 1
        && words[words.length - 1].equals("key")
        && KEPT_UNDER_KEY.contains(words[words.length - 2])) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (isSecretWord(words[i]) && !followedByOwner(words, i)) {
        return true;
      }
      if (words[i].equals("key")
          && i > 0
          && KEY_QUALIFIERS.contains(words[i - 1])
          && i == words.length - 1) {
        return !words[0].equals("public");
      }
      if (words[i].equals("pass") && i == words.length - 1) {
        return true;
      }
    }
    return false;
  }

  /** Also words run together, such as {@code PGPASSWORD}. */
  private static boolean isSecretWord(String word) {
    return SECRET_WORDS.contains(word)
        || word.endsWith("password")
        || word.endsWith("passwd")
        || word.endsWith("apikey");
  }

  /** {@code secretName}, {@code tokenUrl}: the word is followed by what the value is. */
  private static boolean followedByOwner(String[] words, int index) {
    for (int i = index + 1; i < words.length; i++) {
      if (NOT_THE_SECRET.contains(words[i])) {
        return true;
      }
    }
    return false;
  }

  /** Splits at punctuation and at changes from lower to upper case. */
  static String[] words(String key) {
    var out = new StringBuilder(key.length() + 8);
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean inWord = Character.isLetterOrDigit(c);
      boolean begins =
          Character.isUpperCase(c) && i > 0 && Character.isLowerCase(key.charAt(i - 1));
      if ((begins || !inWord) && !out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
      if (inWord) {
        out.append(c);
      }
    }
    String joined = out.toString().toLowerCase(Locale.ROOT).trim();
    return joined.isEmpty() ? new String[0] : joined.split(" ", -1);
  }
}
