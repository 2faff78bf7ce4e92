# METADATA
# title: "Stores of secrets are scoped per tenant"
# description: >-
#   A store that every namespace may use hands any tenant's secrets to whoever asks for them by
#   name.
# related_resources:
#   - https://external-secrets.io/latest/api/clustersecretstore/
# custom:
#   id: SEC-04
#   severity: medium
#   layer: operations
#   evidence: partly
#   sources: [retail-hardening, distribution-hardening]
#   kinds: [Resource]
#   remediation: >-
#     Use a SecretStore in the tenant's namespace with an identity of its own, or limit a
#     ClusterSecretStore by conditions.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-3", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.3", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.3", coverage: partial}
package bulkhead.controls.sec_04

import rego.v1

import data.bulkhead.lib.ownership

of(kind) if {
	startswith(input.meta.apiVersion, "external-secrets.io/")
	input.meta.resourceKind == kind
}

applicable if of("ClusterSecretStore")

applicable if {
	of("SecretStore")
	input.tenant
	not ownership.guessed
}

violation contains v if {
	of("ClusterSecretStore")
	for_all
	v := {
		"path": "/spec",
		"key": "conditions",
		"message": sprintf("every namespace may read through ClusterSecretStore %s", [input.meta.name]),
		"observed": conditions,
		"expected": "conditions that name the namespaces",
		"fix": "Limit it by conditions, or use a SecretStore in the namespace of the tenant.",
	}
}

# One condition is enough to let a namespace read (external-secrets.io, ClusterSecretStore).
for_all if count(object.get(input.object.spec, "conditions", [])) == 0

for_all if {
	some condition in input.object.spec.conditions
	matches_all(condition)
}

matches_all(condition) if {
	labels := condition.namespaceSelector
	count(object.get(labels, "matchLabels", {})) == 0
	count(object.get(labels, "matchExpressions", [])) == 0
}

matches_all(condition) if {
	some pattern in condition.namespaceRegexes
	pattern in {".*", "^.*$", ".+", "^.+$"}
}

conditions := "no conditions" if count(object.get(input.object.spec, "conditions", [])) == 0

conditions := "a condition that every namespace meets" if count(object.get(input.object.spec, "conditions", [])) > 0

# How a store logs in: two tenants with one role see the same secrets.
identities(entity) := vault_identities(entity) | aws_identities(entity)

vault_identities(entity) := {sprintf("%s %s %s", [vault.server, auth, json.marshal(settings)]) |
	vault := entity.object.spec.provider.vault
	some auth, settings in vault.auth
}

aws_identities(entity) := {sprintf("aws %s", [role]) | role := entity.object.spec.provider.aws.role}

users[identity] contains entity.tenant if {
	some entity in data.platform.kinds.Resource
	entity.meta.resourceKind == "SecretStore"
	entity.tenant
	some identity in identities(entity)
}

violation contains v if {
	of("SecretStore")
	not ownership.guessed
	others := {tenant | some identity in identities(input); some tenant in users[identity]} - {input.tenant}
	count(others) > 0
	v := {
		"path": "/spec/provider",
		"key": "identity",
		"message": sprintf("SecretStore %s of tenant %s logs in as tenant %s does", [input.meta.name, input.tenant, concat(", ", others)]),
		"observed": "the same role at the same store",
		"expected": "a role of its own",
		"fix": "Give the tenant an identity of its own at the store.",
		"between": (others | {input.tenant}),
	}
}
