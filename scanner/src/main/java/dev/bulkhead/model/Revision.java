package dev.bulkhead.model;

import org.jspecify.annotations.Nullable;

/**
 * The commit that a Git work tree has checked out. Files of the work tree may differ from it; their
 * own digests are in the inputs.
 *
 * @param commit its hash
 * @param branch the branch's short name; null where HEAD is detached
 * @param repository where the repository is published, as a URI without credentials; null where no
 *     remote {@code origin} says so
 */
public record Revision(String commit, @Nullable String branch, @Nullable String repository) {}
