package dev.bulkhead.render;

import java.nio.charset.StandardCharsets;

/**
 * What is changed in the copy of a chart, so that the renderer gives what {@code helm template}
 * prints: it leaves hooks out of the manifest, and asks a cluster where a template says {@code
 * lookup}.
 */
final class StagedText {
  /** As long as what it stands for, so that columns stay. */
  private static final String HOOK = "helm.sh/hook";

  private static final String STAGED_HOOK = "helm.sh/h00k";

  private static final String LOOKUP = "lookup";

  /** Takes the same arguments, and gives the empty map that a lookup gives without a cluster. */
  private static final String NOTHING = "omit dict";

  private final String text;
  private final StringBuilder out;
  private int at;

  private StagedText(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length() + 64);
  }

  /** A file's bytes; one character is a byte, so that what is no text comes out as it went in. */
  static byte[] of(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    if (!text.contains(HOOK) && !text.contains(LOOKUP)) {
      return content;
    }
    String hooks = text.replace(HOOK, STAGED_HOOK);
    return (hooks.contains(LOOKUP) ? new StagedText(hooks).withoutLookups() : hooks)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Undoes in rendered text what was changed in the copy. */
  static String restored(String rendered) {
    return rendered.replace(STAGED_HOOK, HOOK);
  }

  private String withoutLookups() {
    while (at < text.length()) {
      int open = text.indexOf("{{", at);
      int end = open < 0 ? text.length() : open;
      out.append(text, at, end);
      at = end;
      if (open >= 0) {
        action();
      }
    }
    return out.toString();
  }

  /** To behind the braces that close it. */
  private void action() {
    while (at < text.length() && !text.startsWith("}}", at)) {
      char c = text.charAt(at);
      if (c == '"' || c == '`') {
        copy(stringEnd(c));
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        copy(end < 0 ? text.length() : end + 2);
      } else if (isNamePart(c)) {
        name();
      } else {
        copy(at + 1);
      }
    }
    copy(Math.min(text.length(), at + 2));
  }

  private void copy(int to) {
    out.append(text, at, to);
    at = to;
  }

  private int stringEnd(char quote) {
    int i = at + 1;
    while (i < text.length() && text.charAt(i) != quote) {
      i += quote == '"' && text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), i + 1);
  }

  private void name() {
    int end = at;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    if (text.substring(at, end).equals(LOOKUP)) {
      out.append(NOTHING);
      at = end;
    } else {
      copy(end);
    }
  }

  /** Fields and variables are told from functions by what they begin with. */
  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$';
  }
}
