# METADATA
# title: "cluster-admin is bound to declared break-glass groups only"
# description: >-
#   cluster-admin is every right in every tenant's namespace.
# related_resources:
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/
# custom:
#   id: IAM-01
#   severity: critical
#   evidence: files
#   sources: [retail-hardening, retail-multi-tenant, erp-integration]
#   kinds: [RoleBinding]
#   remediation: >-
#     Bind a narrower role; list the break-glass group in breakGlassGroups.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6(5)", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.1.1", coverage: full}
#     - {framework: "ISO 27001:2022", requirement: "A.8.2", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "7.2.2", coverage: partial}
package bulkhead.controls.iam_01

import rego.v1

applicable if {
	input.roleKind == "ClusterRole"
	input.roleName == "cluster-admin"
}

violation contains v if {
	some subject in input.subjects
	not declared(subject)
	v := {
		"path": subject.pointer,
		"message": sprintf("%s %s gives cluster-admin to %s %s", [input.meta.resourceKind, input.meta.name, subject.kind, subject.name]),
		"observed": sprintf("%s %s", [subject.kind, subject.name]),
		"expected": expected,
		"severity": severity,
	}
}

# A RoleBinding gives the rights in its own namespace only.
severity := "high" if input.meta.resourceKind == "RoleBinding"

severity := "critical" if input.meta.resourceKind != "RoleBinding"

declared(subject) if {
	subject.kind == "Group"
	subject.name in data.platform.breakGlassGroups
}

declared(subject) if {
	subject.kind == "Group"
	subject.name == "system:masters"
}

expected := concat(", ", data.platform.breakGlassGroups) if count(data.platform.breakGlassGroups) > 0

expected := "a declared break-glass group (breakGlassGroups in bulkhead.yaml)" if count(data.platform.breakGlassGroups) == 0
