package dev.bulkhead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  @AfterEach
  void forgetTheTerminal() {
    System.clearProperty("bulkhead.terminal");
  }

  @Test
  void longWorkIsShownOnOneLineWhichIsGoneAtTheEnd() throws InterruptedException {
    System.setProperty("bulkhead.terminal", "stderr");
    var err = new StringWriter();
    TerminalProgress progress = TerminalProgress.on(new PrintWriter(err));
    if (progress == null) {
      assertThat(System.getenv("CI")).as("only in CI nothing is shown").isNotNull();
      return;
    }
    try (progress) {
      progress.begin("files", 3);
      progress.step();
      Thread.sleep(1_500);
    }
    assertThat(err.toString())
        .startsWith("\r\u001b[K1 of 3 files")
        .endsWith("\r\u001b[K")
        .doesNotContain("\n");
  }

  @Test
  void shortWorkIsNotShown() {
    System.setProperty("bulkhead.terminal", "stderr");
    var err = new StringWriter();
    try (TerminalProgress progress = TerminalProgress.on(new PrintWriter(err))) {
      if (progress != null) {
        progress.begin("files", 3);
      }
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aLogShowsNone() {
    System.setProperty("bulkhead.terminal", "stdout");
    assertThat(TerminalProgress.on(new PrintWriter(new StringWriter()))).isNull();
  }
}
