package dev.bulkhead.rego.image;

/** What the bytes of a tree's node begin with. */
final class Tag {
  static final int SCALAR = 0;
  static final int VAR = 1;
  static final int REF = 2;
  static final int ARRAY = 3;
  static final int SET = 4;
  static final int OBJECT = 5;
  static final int ARRAY_COMPREHENSION = 6;
  static final int SET_COMPREHENSION = 7;
  static final int OBJECT_COMPREHENSION = 8;
  static final int CALL = 9;
  static final int TEMPLATE = 10;

  static final int TERM_EXPR = 0;
  static final int NOT = 1;
  static final int LOGICAL = 2;
  static final int SOME_DECL = 3;
  static final int SOME_IN = 4;
  static final int EVERY = 5;

  static final int NULL = 0;
  static final int FALSE = 1;
  static final int TRUE = 2;
  static final int INTEGER = 3;
  static final int NUMBER = 4;
  static final int STRING = 5;
  static final int ARRAY_VALUE = 6;
  static final int OBJECT_VALUE = 7;
  static final int SET_VALUE = 8;

  private Tag() {}
}
