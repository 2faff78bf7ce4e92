# METADATA
# title: "No Secret is shared across tenants or copied between them"
# description: >-
#   Two tenants with the same password are one tenant to whoever has it. Values are compared by
#   keyed digests; none is kept.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/secrets-good-practices/
# custom:
#   id: ISO-10
#   severity: high
#   layer: operations
#   evidence: files
#   sources: [distribution-hardening, logistics-isolation]
#   kinds: [Secret, Workload]
#   remediation: >-
#     Give each tenant credentials of its own, and reference only Secrets of the tenant.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IA-5", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-4", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "8.2.2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.17", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.iso_10

import rego.v1

import data.bulkhead.lib.workload

applicable if {
	input.kind == "Secret"
	input.tenant
}

applicable if {
	input.kind == "Workload"
	input.tenant
	workload.judged
}

# Keys whose values are meant to be secret: the same user name or CA is no finding.
secret_name(name) if {
	regex.match(`(?i)(pass|pwd|token|secret|credential|private|api[-_.]?key|tls\.key|id_rsa)`, name)
	not regex.match(`(?i)(name|user|host|url|endpoint)$`, name)
}

digests[key.digest][entity.tenant] contains id if {
	some id, entity in data.platform.kinds.Secret
	entity.tenant
	some key in entity.keys
	key.digest
	secret_name(key.name)
}

violation contains v if {
	input.kind == "Secret"
	some key in input.keys
	secret_name(key.name)
	some tenant, ids in digests[key.digest]
	tenant != input.tenant
	v := {
		"path": key.pointer,
		"key": sprintf("%s %s", [key.name, tenant]),
		"message": sprintf("Secret %s of tenant %s holds the same %s as one of tenant %s", [input.meta.name, input.tenant, key.name, tenant]),
		"observed": sprintf("the same value as in %s", [min(ids)]),
		"expected": "a value of its own",
		"between": [input.tenant, tenant],
		"proof": [{"message": sprintf("%s holds the value too", [min(ids)]), "entity": min(ids), "pointer": ""}],
	}
}

# A reference of a pod stays in its namespace; a namespace may hold Secrets of several tenants.
referenced contains reference if {
	some container in input.pod.containers
	some variable in container.env
	reference := {"name": variable.secret.name, "pointer": variable.pointer}
}

referenced contains reference if {
	some container in input.pod.containers
	some source in container.envFrom
	reference := {"name": source.secret, "pointer": source.pointer}
}

referenced contains reference if {
	some volume in input.pod.volumes
	some name in volume.secrets
	reference := {"name": name, "pointer": volume.pointer}
}

secrets_here := object.get(workload.neighbours, "Secret", {})

# A Secret says by its own label that it is another tenant's.
labelled(secret) := [value | some label in ["bulkhead.dev/tenant", "tenant"]; value := secret.meta.labels[label]][0]

violation contains v if {
	input.kind == "Workload"
	some reference in referenced
	some id, secret in secrets_here
	secret.meta.name == reference.name
	tenant := labelled(secret)
	tenant != input.tenant
	data.platform.tenants[tenant]
	v := {
		"path": reference.pointer,
		"key": reference.name,
		"message": sprintf("%s of tenant %s uses a Secret of tenant %s", [workload.name, input.tenant, tenant]),
		"observed": sprintf("Secret %s", [reference.name]),
		"expected": sprintf("a Secret of tenant %s", [input.tenant]),
		"from": input.tenant,
		"to": tenant,
		"proof": [{"message": sprintf("Secret %s is labelled with tenant %s", [reference.name, tenant]), "entity": id, "pointer": "/metadata/labels"}],
	}
}
