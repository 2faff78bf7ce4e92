package dev.bulkhead.rego.syntax;

/**
 * A token.
 *
 * @param text its text; for strings and template parts the contents with escapes resolved
 * @param spaceBefore whether white space or a comment stands before it
 * @param newlineBefore whether a line ended before it
 */
record Token(
    Type type,
    String text,
    int offset,
    int end,
    int row,
    int col,
    boolean spaceBefore,
    boolean newlineBefore) {

  enum Type {
    EOF("eof"),
    IDENT("identifier"),
    NUMBER("number"),
    STRING("string"),
    TEMPLATE_PART("template-string-part"),
    TEMPLATE_END("template-string-end"),
    PACKAGE("package"),
    IMPORT("import"),
    AS("as"),
    DEFAULT("default"),
    ELSE("else"),
    NOT("not"),
    SOME("some"),
    EVERY("every"),
    WITH("with"),
    NULL("null"),
    TRUE("true"),
    FALSE("false"),
    IF("if"),
    CONTAINS("contains"),
    IN("in"),
    LBRACE("{"),
    RBRACE("}"),
    LBRACK("["),
    RBRACK("]"),
    LPAREN("("),
    RPAREN(")"),
    COMMA(","),
    SEMICOLON(";"),
    COLON(":"),
    DOT("."),
    ASSIGN("assign"),
    UNIFY("eq"),
    EQUAL("equal"),
    NEQ("neq"),
    LT("lt"),
    GT("gt"),
    LTE("lte"),
    GTE("gte"),
    ADD("plus"),
    SUB("minus"),
    MUL("mul"),
    QUO("div"),
    REM("rem"),
    AND("and"),
    OR("or");

    final String label;

    Type(String label) {
      this.label = label;
    }

    boolean isKeyword() {
      return compareTo(PACKAGE) >= 0 && compareTo(IN) <= 0;
    }
  }

  /** The token as OPA's messages show it: {@code ident token}, {@code } token}. */
  String described() {
    return type == Type.EOF
        ? "eof token"
        : type.isKeyword() ? type.label + " keyword" : type.label + " token";
  }
}
