package dev.bulkhead.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Why a file could not be written, in words: the messages of Java are often only its name. */
final class WriteFailure {
  private WriteFailure() {}

  static String reason(IOException e, Path file) {
    return switch (e) {
      case AccessDeniedException d -> "permission denied";
      case NoSuchFileException n -> "its directory does not exist and cannot be made";
      case NotDirectoryException n -> "a part of its path is no directory";
      case FileAlreadyExistsException x -> x.getFile() + " is no directory";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default ->
          e.getMessage() == null || e.getMessage().equals(file.toString())
              ? e.getClass().getSimpleName()
              : e.getMessage();
    };
  }
}
