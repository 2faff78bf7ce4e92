package dev.bulkhead.secrets;

import org.jspecify.annotations.Nullable;

/**
 * Secrets that are known by their form: vendors' key prefixes, PEM keys, JSON web tokens, URLs with
 * a password.
 */
final class KnownFormats {
  private record Prefix(String rule, String prefix, int length) {}

  /** Prefix and least length of what follows it. */
  private static final Prefix[] PREFIXES = {
    new Prefix("aws-access-key", "AKIA", 16),
    new Prefix("aws-access-key", "ASIA", 16),
    new Prefix("github-token", "ghp_", 36),
    new Prefix("github-token", "gho_", 36),
    new Prefix("github-token", "ghs_", 36),
    new Prefix("github-token", "github_pat_", 22),
    new Prefix("gitlab-token", "glpat-", 20),
    new Prefix("slack-token", "xoxb-", 20),
    new Prefix("slack-token", "xoxp-", 20),
    new Prefix("stripe-key", "sk_live_", 20),
    new Prefix("google-api-key", "AIza", 35),
    new Prefix("npm-token", "npm_", 36),
    new Prefix("pypi-token", "pypi-", 40),
    new Prefix("sendgrid-key", "SG.", 40),
    new Prefix("digitalocean-token", "dop_v1_", 60),
    new Prefix("vault-token", "hvs.", 24),
  };

  private KnownFormats() {}

  static @Nullable String match(String text) {
    if (text.contains("-----BEGIN ") && text.contains("PRIVATE KEY")) {
      return "private-key";
    }
    for (Prefix p : PREFIXES) {
      if (text.startsWith(p.prefix) && tokenLength(text, p.prefix.length()) >= p.length) {
        return p.rule;
      }
    }
    if (isJsonWebToken(text)) {
      return "json-web-token";
    }
    return hasUrlPassword(text) ? "connection-string" : null;
  }

  private static int tokenLength(String text, int from) {
    int i = from;
    while (i < text.length()
        && (Character.isLetterOrDigit(text.charAt(i)) || "_-.".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    return i - from;
  }

  private static boolean isJsonWebToken(String text) {
    if (!text.startsWith("eyJ")) {
      return false;
    }
    int first = text.indexOf('.');
    int second = text.indexOf('.', first + 1);
    return first > 10 && second > first + 10 && tokenLength(text, 0) == text.length();
  }

  /** {@code scheme://user:password@host}, with a password that is not itself a reference. */
  private static boolean hasUrlPassword(String text) {
    int scheme = text.indexOf("://");
    if (scheme < 2) {
      return false;
    }
    int end = scheme + 3;
    while (end < text.length() && "/?# \n\"'".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    int at = text.lastIndexOf('@', end - 1);
    int colon = text.indexOf(':', scheme + 3);
    if (at < 0 || colon < 0 || colon > at - 2) {
      return false;
    }
    return !SecretDetector.isReference(text.substring(colon + 1, at));
  }
}
