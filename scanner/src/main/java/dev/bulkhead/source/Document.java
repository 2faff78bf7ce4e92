package dev.bulkhead.source;

import org.jspecify.annotations.Nullable;

/**
 * One parsed document.
 *
 * @param file the file that it stands in
 * @param index of the document in the file, from 0
 * @param collector {@code file}, {@code helm}, {@code kustomize}, {@code stdin}
 * @param via what it was rendered from; null for plain files
 */
public record Document(
    SourceFile file, int index, Format format, Node root, String collector, @Nullable String via) {}
