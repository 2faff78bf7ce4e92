package dev.bulkhead.model;

import org.jspecify.annotations.Nullable;
import java.util.List;

/**
 * A RoleBinding or ClusterRoleBinding ({@code meta.namespace} is null).
 *
 * @param roleKind Role or ClusterRole
 */
public record RoleBinding(Meta meta, String roleKind, String roleName, List<Subject> subjects)
    implements Entity {

  /** Who is bound: {@code kind} is User, Group or ServiceAccount. */
  public record Subject(String pointer, String kind, String name, @Nullable String namespace) {}
}
