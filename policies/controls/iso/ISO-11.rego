# METADATA
# title: "No subject of one tenant has rights in another tenant's namespace"
# description: >-
#   A service account belongs to the tenant of its namespace, whoever uses it. Groups of all
#   accounts belong to everybody.
# related_resources:
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/
# custom:
#   id: ISO-11
#   severity: critical
#   layer: operations
#   evidence: files
#   sources: [retail-hardening, logistics-isolation]
#   kinds: [RoleBinding]
#   remediation: >-
#     Bind the accounts of the namespace's own tenant; give platform accounts a namespace of the
#     platform.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-3", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "7.2.2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.3", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.3", coverage: partial}
package bulkhead.controls.iso_11

import rego.v1

import data.bulkhead.lib.ownership
import data.bulkhead.lib.selector

cluster_wide if not input.meta.namespace

home := ownership.tenant_of(input.meta.namespace)

applicable if cluster_wide

applicable if home

name := sprintf("%s %s", [input.meta.resourceKind, input.meta.name])

# The tenant of an account, or of all accounts of a namespace.
tenant(subject) := ownership.tenant_of(namespace(subject)) if subject.kind == "ServiceAccount"

tenant(subject) := ownership.tenant_of(trim_prefix(subject.name, "system:serviceaccounts:")) if {
	subject.kind == "Group"
	startswith(subject.name, "system:serviceaccounts:")
}

tenant(subject) := ownership.tenant_of(split(subject.name, ":")[2]) if {
	subject.kind == "User"
	startswith(subject.name, "system:serviceaccount:")
}

namespace(subject) := object.get(subject, "namespace", object.get(input.meta, "namespace", ""))

everybody := {"system:authenticated", "system:unauthenticated", "system:serviceaccounts", "system:anonymous"}

violation contains v if {
	not cluster_wide
	some subject in input.subjects
	other := tenant(subject)
	other != home
	v := {
		"path": subject.pointer,
		"key": sprintf("%s %s", [subject.kind, subject.name]),
		"message": sprintf("%s gives %s %s of tenant %s rights in namespace %s of tenant %s", [name, subject.kind, subject.name, other, input.meta.namespace, home]),
		"observed": sprintf("%s %s", [input.roleKind, input.roleName]),
		"expected": sprintf("subjects of tenant %s only", [home]),
		"severity": severity,
		"from": other,
		"to": home,
	}
}

violation contains v if {
	not cluster_wide
	some subject in input.subjects
	subject.name in everybody
	v := {
		"path": subject.pointer,
		"key": subject.name,
		"message": sprintf("%s gives everybody in the cluster rights in namespace %s of tenant %s", [name, input.meta.namespace, home]),
		"observed": sprintf("%s %s", [subject.kind, subject.name]),
		"expected": sprintf("subjects of tenant %s only", [home]),
		"fix": "Bind groups or accounts of the tenant instead of everybody.",
		"from": "*",
		"to": home,
	}
}

# Roles whose rights do not reach into namespaces, and those that come with Kubernetes for everybody.
harmless := {"system:basic-user", "system:discovery", "system:public-info-viewer", "system:service-account-issuer-discovery"}

roles[role.meta.name] contains role if {
	some role in data.platform.kinds.Role
	role.meta.resourceKind == "ClusterRole"
}

# The role, and those that it takes over by their labels.
granting contains role if some role in roles[input.roleName]

granting contains role if {
	some aggregating in roles[input.roleName]
	some labels in aggregating.aggregation
	some role in data.platform.kinds.Role
	role.meta.resourceKind == "ClusterRole"
	selector.matches(labels, role.meta.labels)
}

# A role that takes over nothing that is in this input.
open_ended if {
	count(granting) == count(roles[input.roleName])
	some role in granting
	count(role.rules) == 0
	count(role.aggregation) > 0
}

# kubectl api-resources --namespaced=false, and what common operators add to it.
cluster_scoped := {"namespaces", "nodes", "persistentvolumes", "storageclasses", "customresourcedefinitions", "ingressclasses", "priorityclasses", "runtimeclasses", "apiservices", "tokenreviews", "subjectaccessreviews", "selfsubjectaccessreviews", "volumeattachments", "csidrivers", "csinodes", "clusterroles", "clusterrolebindings", "mutatingwebhookconfigurations", "validatingwebhookconfigurations", "validatingadmissionpolicies", "validatingadmissionpolicybindings", "certificatesigningrequests", "signers", "componentstatuses", "selfsubjectrulesreviews", "podsecuritypolicies", "gatewayclasses", "clusterissuers", "clustersecretstores", "clusterexternalsecrets", "clusterpolicies", "volumesnapshotclasses", "volumesnapshotcontents"}

reaches_namespaces if input.roleName in {"cluster-admin", "admin", "edit", "view"}

reaches_namespaces if {
	some role in granting
	some rule in role.rules
	some resource in rule.resources
	not split(resource, "/")[0] in cluster_scoped
}

violation contains v if {
	cluster_wide
	reaches_namespaces
	some subject in input.subjects
	other := tenant(subject)
	v := {
		"path": subject.pointer,
		"key": sprintf("%s %s", [subject.kind, subject.name]),
		"message": sprintf("%s gives %s %s of tenant %s rights in every tenant's namespaces", [name, subject.kind, subject.name, other]),
		"observed": sprintf("%s %s, cluster-wide", [input.roleKind, input.roleName]),
		"expected": "a RoleBinding in the tenant's own namespaces",
		"fix": "Replace the ClusterRoleBinding by a RoleBinding in each namespace of the tenant.",
		"severity": severity,
		"from": other,
		"to": "*",
		"proof": [{"message": sprintf("%s %s holds rights over namespaced resources", [input.roleKind, input.roleName]), "entity": role.meta.id, "pointer": ""} | some role in roles[input.roleName]],
	}
}

unknown contains sprintf("%s %s is not in this input, so what it allows in namespaces is not known", [input.roleKind, input.roleName]) if {
	cluster_wide
	not input.roleName in harmless
	not reaches_namespaces
	not roles[input.roleName]
	some subject in input.subjects
	tenant(subject)
}

unknown contains sprintf("what %s %s takes over by labels is not in this input", [input.roleKind, input.roleName]) if {
	cluster_wide
	open_ended
	some subject in input.subjects
	tenant(subject)
}

# Where nobody says what a tenant is, the namespaces may all be one's.
severity := "medium" if ownership.guessed

severity := "critical" if not ownership.guessed
