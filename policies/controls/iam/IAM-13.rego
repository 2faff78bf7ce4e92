# METADATA
# title: "The governing roles exist, and the cluster knows them"
# description: >-
#   Who creates tenants, approves changes, restores backups and rotates secrets must be written
#   down, or anyone does.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/
# custom:
#   id: IAM-13
#   severity: medium
#   evidence: partly
#   sources: [retail-hardening]
#   kinds: [Platform]
#   remediation: >-
#     Declare governanceRoles with the groups of each, and bind these groups in the cluster.
#   example: |
#     governanceRoles:
#       - role: backup-restore
#         groups: [platform-operators]
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-5", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.2", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC1.3", coverage: partial}
package bulkhead.controls.iam_13

import rego.v1

import data.bulkhead.lib.evidence

wanted := {
	"tenant-creation": "creates tenants",
	"production-approval": "approves production changes",
	"backup-restore": "restores backups",
	"secret-rotation": "rotates secrets",
}

declared[role] contains {"entity": id, "pointer": sprintf("/governanceRoles/%d", [i]), "groups": object.get(entry, "groups", [])} if {
	some id, entity in evidence.governance
	some i, entry in entity.content.governanceRoles
	role := entry.role
}

bound contains subject.name if {
	some binding in data.platform.kinds.RoleBinding
	some subject in binding.subjects
	subject.kind == "Group"
}

violation contains v if {
	count(declared) > 0
	some role, what in wanted
	not declared[role]
	v := {
		"path": "",
		"key": role,
		"message": sprintf("nobody is declared who %s", [what]),
		"observed": sprintf("no governance role %s", [role]),
		"expected": sprintf("a governance role %s with its groups", [role]),
		"fix": sprintf("Declare governanceRoles.%s with its groups in bulkhead.yaml.", [role]),
	}
}

violation contains v if {
	data.platform.scope == "complete"
	some role, entries in declared
	some entry in entries
	some group in entry.groups
	not group in bound
	v := {
		"path": "",
		"key": sprintf("%s %s", [role, group]),
		"message": sprintf("group %s of governance role %s has no rights in the cluster", [group, role]),
		"observed": "no binding names the group",
		"expected": "a RoleBinding or ClusterRoleBinding of the group",
		"fix": "Bind the group, or take it out of governanceRoles.",
		"severity": "low",
		"proof": [{"message": "the role is declared here", "entity": entry.entity, "pointer": entry.pointer}],
	}
}

unknown contains "no governance roles are declared: needs governanceRoles with role and groups" if count(declared) == 0
