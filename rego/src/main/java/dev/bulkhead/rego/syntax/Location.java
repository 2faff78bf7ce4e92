package dev.bulkhead.rego.syntax;

/**
 * Where a piece of source stands.
 *
 * @param file the name under which the module was loaded; never empty for modules from files
 * @param row first line, from 1
 * @param col first column, from 1, in UTF-8 bytes as OPA counts them
 * @param offset first character, from 0, in UTF-16 code units of the module's text
 * @param end one past the last character
 */
public record Location(String file, int row, int col, int offset, int end) {

  @Override
  public String toString() {
    return file + ":" + row + ":" + col;
  }
}
