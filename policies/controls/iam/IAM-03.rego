# METADATA
# title: "Who can read a Secret is a declared list"
# description: >-
#   Secrets are read in more ways than by get: who may list or watch them, run pods that mount them,
#   enter pods, mint tokens, impersonate or bind roles reads them too. The rights are followed through
#   aggregated roles and through the service accounts that a subject can act as.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/
# custom:
#   id: IAM-03
#   severity: high
#   layer: operations
#   evidence: files
#   sources: [retail-hardening, retail-multi-tenant]
#   kinds: [RoleBinding]
#   remediation: >-
#     Remove the binding or narrow its role to named Secrets (resourceNames); declare who may read
#     Secrets in secretReaders of bulkhead.yaml.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.1.2", coverage: full}
#     - {framework: "CIS Kubernetes", requirement: "5.1.4", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.3", coverage: partial}
package bulkhead.controls.iam_03

import rego.v1

import data.bulkhead.lib.ownership

applicable if not startswith(input.meta.name, "system:")

# Who reads Secrets of tenants through this binding; the platform's own namespaces are its business.
readers := [reader |
	some reader in object.get(data.platform.facts.secretReaders, input.meta.id, [])
	touches_tenant(reader)
	not allowed(reader)
]

touches_tenant(reader) if reader.namespace == "*"

touches_tenant(reader) if ownership.tenant_of(reader.namespace)

allowed(reader) if {
	some pattern in data.platform.secretReaders
	fits(pattern, reader.subject)
}

allowed(reader) if {
	some group in data.platform.breakGlassGroups
	reader.subject == sprintf("Group:%s", [group])
}

allowed(reader) if reader.subject == "Group:system:masters"

# A tenant's own account that is limited to named Secrets reads what it needs.
allowed(reader) if {
	count(reader.names) > 0
	reader.namespace != "*"
	reader.tenant == ownership.tenant_of(reader.namespace)
}

fits(name, name)

fits(pattern, name) if {
	endswith(pattern, "*")
	startswith(name, trim_suffix(pattern, "*"))
}

everybody := {
	"Group:system:authenticated", "Group:system:unauthenticated", "Group:system:serviceaccounts",
	"User:system:anonymous",
}

# An account of one tenant that reads another's, where it is known that there are tenants.
foreign(reader) if {
	not ownership.guessed
	reader.tenant
	reader.namespace == "*"
}

foreign(reader) if {
	not ownership.guessed
	reader.tenant != ownership.tenant_of(reader.namespace)
}

severity(reader) := "critical" if {
	reader.subject in everybody
} else := "critical" if {
	foreign(reader)
} else := "high" if {
	count(reader.names) == 0
} else := "medium"

# Without a list, only what no list could hold.
reported(_) if count(data.platform.secretReaders) > 0

reported(reader) if reader.subject in everybody

reported(reader) if foreign(reader)

# Tenants that read others' Secrets: people and services of the platform are no tenant.
from(reader) := "*" if {
	reader.subject in everybody
} else := reader.tenant if {
	foreign(reader)
} else := []

to(reader) := "*" if reader.namespace == "*"

to(reader) := ownership.tenant_of(reader.namespace) if reader.namespace != "*"

said(subject) := sprintf("%s %s", [kind, trim_prefix(subject, sprintf("%s:", [kind]))]) if {
	kind := split(subject, ":")[0]
}

where(reader) := "every namespace" if reader.namespace == "*"

where(reader) := sprintf("namespace %s", [reader.namespace]) if reader.namespace != "*"

violation contains v if {
	some reader in readers
	reported(reader)
	v := {
		"path": reader.proof[0].pointer,
		"key": sprintf("%s %s", [reader.subject, reader.namespace]),
		"message": sprintf("%s can read Secrets of %s (%s)", [said(reader.subject), where(reader), reader.via]),
		"observed": observed(reader),
		"expected": "only subjects of secretReaders in bulkhead.yaml",
		"severity": severity(reader),
		"from": from(reader),
		"to": to(reader),
		"proof": reader.proof,
	}
}

observed(reader) := reader.via if count(reader.names) == 0

observed(reader) := sprintf("%s, limited to %s", [reader.via, concat(", ", reader.names)]) if count(reader.names) > 0

unknown contains "who may read Secrets is not declared (secretReaders in bulkhead.yaml)" if {
	count(data.platform.secretReaders) == 0
	count(readers) > 0
}

unknown contains sprintf("%s %s is not in this input", [input.roleKind, input.roleName]) if {
	not input.roleName in {"cluster-admin", "admin", "edit", "view"}
	not role_seen
}

role_seen if {
	some role in data.platform.kinds.Role
	role.meta.resourceKind == input.roleKind
	role.meta.name == input.roleName
	in_reach(role)
}

in_reach(_) if input.roleKind == "ClusterRole"

in_reach(role) if role.meta.namespace == input.meta.namespace
