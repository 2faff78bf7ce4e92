package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.builtins.TemplateNode.Operand;
import dev.bulkhead.rego.builtins.TemplateNode.Pipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a template of Go's text/template (pkg.go.dev/text/template). */
final class TemplateReader {
  private static final int MAX_DEPTH = 200;

  private final String text;
  private final Map<String, List<TemplateNode>> templates = new HashMap<>();
  private final List<String> variables = new ArrayList<>(List.of("$"));
  private int at;
  private int loops;
  private int depth;
  private boolean trimNext;

  /** What ended a list of nodes: end, else, or the end of the text. */
  private String ending = "";

  private TemplateReader(String text) {
    this.text = text;
  }

  /** The templates by name; the text itself is named {@code template}. */
  static Map<String, List<TemplateNode>> read(String text) throws BuiltinException {
    var reader = new TemplateReader(text);
    List<TemplateNode> root = reader.nodes();
    if (!reader.ending.isEmpty()) {
      throw reader.error("unexpected {{" + reader.ending + "}}");
    }
    reader.templates.put("template", root);
    return reader.templates;
  }

  private BuiltinException error(String problem) {
    long line =
        1 + text.substring(0, Math.min(at, text.length())).chars().filter(c -> c == '\n').count();
    return Args.error("template: template:" + line + ": " + problem);
  }

  private List<TemplateNode> nodes() throws BuiltinException {
    if (++depth > MAX_DEPTH) {
      throw error("nested deeper than " + MAX_DEPTH);
    }
    var out = new ArrayList<TemplateNode>();
    ending = "";
    while (at < text.length()) {
      int open = text.indexOf("{{", at);
      plain(open < 0 ? text.length() : open, out);
      if (open < 0) {
        at = text.length();
        break;
      }
      at = open + 2;
      if (text.startsWith("- ", at) || text.startsWith("-\n", at) || text.startsWith("-\t", at)) {
        at++;
      }
      space();
      if (text.startsWith("/*", at)) {
        comment();
      } else if (!action(out)) {
        break;
      }
    }
    depth--;
    return out;
  }

  private void plain(int end, List<TemplateNode> out) {
    String plain = text.substring(at, end);
    if (trimNext) {
      plain = plain.stripLeading();
    }
    trimNext = false;
    boolean trims =
        text.startsWith("{{- ", end)
            || text.startsWith("{{-\n", end)
            || text.startsWith("{{-\t", end);
    plain = trims ? plain.stripTrailing() : plain;
    if (!plain.isEmpty()) {
      out.add(new TemplateNode.Text(plain));
    }
  }

  private void comment() throws BuiltinException {
    int end = text.indexOf("*/", at);
    if (end < 0) {
      throw error("unclosed comment");
    }
    at = end + 2;
    close();
  }

  /** Reads an action; false where it ends the list of nodes. */
  private boolean action(List<TemplateNode> out) throws BuiltinException {
    int start = at;
    String word = word();
    int scope = variables.size();
    switch (word) {
      case "end", "else" -> {
        ending = word;
        if (word.equals("end")) {
          close();
        }
        return false;
      }
      case "if" -> {
        Pipeline condition = pipelineAndClose();
        List<TemplateNode> then = nodes();
        out.add(new TemplateNode.If(condition, then, otherwise(word)));
      }
      case "with" -> {
        Pipeline value = pipelineAndClose();
        List<TemplateNode> then = nodes();
        out.add(new TemplateNode.With(value, then, otherwise(word)));
      }
      case "range" -> {
        Pipeline items = pipelineAndClose();
        loops++;
        List<TemplateNode> each = nodes();
        loops--;
        out.add(new TemplateNode.Range(items, each, otherwise(word)));
      }
      case "break", "continue" -> {
        if (loops == 0) {
          throw error("{{" + word + "}} outside {{range}}");
        }
        close();
        out.add(new TemplateNode.Leave(word.equals("break")));
      }
      case "define" -> {
        String name = name();
        close();
        templates.put(name, body("define"));
      }
      case "block" -> {
        String name = name();
        Pipeline argument = pipelineAndClose();
        templates.put(name, body("block"));
        out.add(new TemplateNode.Call(name, argument));
      }
      case "template" -> {
        String name = name();
        boolean none = atClose();
        out.add(new TemplateNode.Call(name, none ? null : pipeline()));
        close();
      }
      default -> {
        at = start;
        out.add(new TemplateNode.Action(pipelineAndClose()));
        return true;
      }
    }
    while (variables.size() > scope) {
      variables.removeLast();
    }
    return true;
  }

  private List<TemplateNode> body(String what) throws BuiltinException {
    List<TemplateNode> body = nodes();
    if (!ending.equals("end")) {
      throw error("unexpected " + (ending.isEmpty() ? "EOF" : "{{else}} in " + what + " clause"));
    }
    ending = "";
    return body;
  }

  /** What stands behind an {@code else}, up to the end of the control. */
  private List<TemplateNode> otherwise(String control) throws BuiltinException {
    List<TemplateNode> out = List.of();
    if (ending.equals("else")) {
      space();
      if (!control.equals("range") && text.startsWith(control, at)) {
        var nested = new ArrayList<TemplateNode>();
        action(nested);
        return nested;
      }
      close();
      out = nodes();
    }
    if (!ending.equals("end")) {
      throw error(ending.isEmpty() ? "unexpected EOF" : "unexpected {{" + ending + "}}");
    }
    ending = "";
    return out;
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean skip(String expected) {
    boolean found = text.startsWith(expected, at);
    at += found ? expected.length() : 0;
    return found;
  }

  private boolean atClose() {
    space();
    return text.startsWith("}}", at) || text.startsWith("-}}", at);
  }

  private void close() throws BuiltinException {
    space();
    if (skip("-}}")) {
      trimNext = true;
    } else if (!skip("}}")) {
      throw at >= text.length()
          ? error("unclosed action")
          : error("unexpected " + Args.quote(text.substring(at, at + 1)) + " in command");
    }
  }

  private String word() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    return text.substring(start, at);
  }

  private String name() throws BuiltinException {
    space();
    if (constant() instanceof String s) {
      return s;
    }
    throw error("template name must be a string");
  }

  private Pipeline pipelineAndClose() throws BuiltinException {
    Pipeline out = pipeline();
    close();
    return out;
  }

  private Pipeline pipeline() throws BuiltinException {
    if (++depth > MAX_DEPTH) {
      throw error("nested deeper than " + MAX_DEPTH);
    }
    var names = new ArrayList<String>();
    boolean assigns = variables(names);
    var commands = new ArrayList<List<Operand>>();
    do {
      commands.add(command());
      space();
    } while (skip("|"));
    depth--;
    if (!assigns) {
      variables.addAll(names);
    }
    return new Pipeline(names, assigns, commands);
  }

  /** The variables before {@code :=} or {@code =}, if any; whether it is the latter. */
  private boolean variables(List<String> out) {
    space();
    int start = at;
    while (at < text.length() && text.charAt(at) == '$') {
      at++;
      out.add("$" + word());
      space();
      if (skip(":=")) {
        return false;
      }
      if (!text.startsWith("==", at) && skip("=")) {
        return true;
      }
      if (!skip(",")) {
        break;
      }
      space();
    }
    at = start;
    out.clear();
    return false;
  }

  private List<Operand> command() throws BuiltinException {
    var out = new ArrayList<Operand>();
    space();
    while (at < text.length() && !atClose() && text.charAt(at) != '|' && text.charAt(at) != ')') {
      out.add(operand());
      space();
    }
    if (out.isEmpty()) {
      throw error("missing value for command");
    }
    return out;
  }

  private Operand operand() throws BuiltinException {
    char c = text.charAt(at);
    if (c == '(') {
      at++;
      Pipeline nested = pipeline();
      space();
      if (!skip(")")) {
        throw error("unclosed left paren");
      }
      return new Operand.Nested(nested, fields());
    }
    if (c == '$') {
      at++;
      String name = "$" + word();
      if (!variables.contains(name)) {
        throw error("undefined variable " + Args.quote(name));
      }
      return new Operand.Variable(name, fields());
    }
    if (c == '.' && (at + 1 >= text.length() || !Character.isDigit(text.charAt(at + 1)))) {
      List<String> fields = fields();
      if (fields.isEmpty()) {
        at++;
      }
      return new Operand.Dot(fields);
    }
    if (Character.isLetter(c) || c == '_') {
      String word = word();
      return switch (word) {
        case "true" -> new Operand.Constant(true);
        case "false" -> new Operand.Constant(false);
        case "nil" -> new Operand.Constant(null);
        default -> {
          if (!TemplateFunctions.NAMES.contains(word)) {
            throw error("function " + Args.quote(word) + " not defined");
          }
          yield new Operand.Function(word);
        }
      };
    }
    return new Operand.Constant(constant());
  }

  private List<String> fields() {
    var out = new ArrayList<String>();
    while (at + 1 < text.length()
        && text.charAt(at) == '.'
        && (Character.isLetter(text.charAt(at + 1)) || text.charAt(at + 1) == '_')) {
      at++;
      out.add(word());
    }
    return out;
  }

  private Object constant() throws BuiltinException {
    char c = at < text.length() ? text.charAt(at) : ' ';
    if (c == '`') {
      int end = text.indexOf('`', at + 1);
      if (end < 0) {
        throw error("unterminated raw quoted string");
      }
      String raw = text.substring(at + 1, end);
      at = end + 1;
      return raw;
    }
    if (c == '"' || c == '\'') {
      String value = quoted(c);
      return c == '"' ? value : (Object) (long) value.codePointAt(0);
    }
    int start = at;
    while (at < text.length() && "0123456789abcdefABCDEFxX+-._".indexOf(text.charAt(at)) >= 0) {
      if (text.startsWith("-}}", at)) {
        break;
      }
      at++;
    }
    String number = text.substring(start, at);
    try {
      if (number.indexOf('.') < 0 && number.indexOf('e') < 0) {
        return Long.decode(number);
      }
      double value = Double.parseDouble(number);
      if (Double.isInfinite(value)) {
        throw error("illegal number syntax: " + Args.quote(number));
      }
      return value;
    } catch (NumberFormatException e) {
      throw number.isEmpty()
          ? error("unexpected " + Args.quote(Character.toString(c)) + " in command")
          : error("illegal number syntax: " + Args.quote(number));
    }
  }

  private String quoted(char quote) throws BuiltinException {
    var out = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        char escape = text.charAt(at++);
        int simple = "abfnrtv\\\"'".indexOf(escape);
        int digits = escape == 'x' ? 2 : escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
        if (simple >= 0) {
          out.append("\u0007\b\f\n\r\t\u000b\\\"'".charAt(simple));
        } else if (digits > 0 && at + digits <= text.length()) {
          out.appendCodePoint(codePoint(text.substring(at, at + digits)));
          at += digits;
        } else {
          throw error("invalid syntax");
        }
      } else {
        out.append(c);
      }
    }
    if (!skip(Character.toString(quote)) || (quote == '\'' && out.isEmpty())) {
      throw error("unterminated quoted string");
    }
    return out.toString();
  }

  private int codePoint(String hex) throws BuiltinException {
    try {
      int c = Integer.parseInt(hex, 16);
      if (Character.isValidCodePoint(c)) {
        return c;
      }
    } catch (NumberFormatException e) {
      throw error("invalid syntax");
    }
    throw error("invalid syntax");
  }
}
