package dev.bulkhead.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The vectors are those of github/codeql-action, src/fingerprints.test.ts. */
class LineHashTest {

  @Test
  void anEmptyFileHasOneLine() {
    assertThat(LineHash.ofLines("")).containsExactly("c129715d7a2bc9a3:1");
  }

  @Test
  void spacesAndTabsDoNotCount() {
    assertThat(LineHash.ofLines(" a\nb\n  \t\tc\n d"))
        .containsExactly(
            "271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1");
  }

  @Test
  void lineEndingsDoNotMatter() {
    var unix = LineHash.ofLines(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End");
    assertThat(LineHash.ofLines(" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End"))
        .isEqualTo(unix);
    assertThat(LineHash.ofLines(" hello; \t\rworld!!!\r\r\r  \t\tGreetings\r End")).isEqualTo(unix);
  }

  @Test
  void equalLinesAreCounted() {
    assertThat(LineHash.ofLines("Lorem ipsum dolor sit amet.\n".repeat(10)))
        .startsWith(
            "a7f2ff13bc495cf2:1",
            "a7f2ff13bc495cf2:2",
            "a7f2ff13bc495cf2:3",
            "a7f2ff13bc495cf2:4",
            "a7f2ff13bc495cf2:5",
            "a7f2ff13bc495cf2:6",
            "a7f2ff1481e87703:1")
        .hasSize(11);
  }
}
