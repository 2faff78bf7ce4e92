# METADATA
# title: "Production shares no namespace, database server or secret with non-production"
# description: >-
#   A test that runs beside production, against its database or with its password, is a change in
#   production that nobody approved.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/multi-tenancy/
# custom:
#   id: TEN-06
#   severity: high
#   evidence: files
#   sources: [retail-multi-tenant, erp-integration]
#   kinds: [Workload, OdooInstance, Secret]
#   remediation: >-
#     Give non-production its own namespace, database server and credentials.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-4", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "6.5.3", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.31", coverage: full}
package bulkhead.controls.ten_06

import rego.v1

import data.bulkhead.lib.words
import data.bulkhead.lib.workload

production := {"production", "prod", "live"}

labelled(entity) := lower(entity.meta.labels[label]) if {
	label := [l | some l in ["bulkhead.dev/environment", "environment", "env"]; entity.meta.labels[l]][0]
}

# What an entity says of itself counts before what its owner's says.
environment(entity) := labelled(entity)

environment(entity) := lower(entity.owner.environment) if not labelled(entity)

stage(entity) := "production" if environment(entity) in production

stage(entity) := "non-production" if not environment(entity) in production

applicable if {
	environment(input)
	judged
}

judged if input.kind != "Workload"

judged if workload.judged

stages[namespace][stage(entity)] contains id if {
	some kind in ["Workload", "Secret"]
	some id, entity in data.platform.kinds[kind]
	namespace := entity.meta.namespace
	environment(entity)
}

violation contains v if {
	input.kind == "Workload"
	stage(input) == "non-production"
	others := stages[input.meta.namespace].production
	v := {
		"path": "/metadata/labels",
		"key": "namespace",
		"message": sprintf("%s (%s) shares namespace %s with production", [workload.name, environment(input), input.meta.namespace]),
		"observed": sprintf("%s of production beside it", [words.counted(count(others), "entity")]),
		"expected": "a namespace of its own",
		"proof": [{"message": sprintf("%s is production", [min(others)]), "entity": min(others), "pointer": "/metadata/labels"}],
	}
}

servers[host][stage(entity)] contains id if {
	some id, entity in data.platform.kinds.OdooInstance
	host := entity.options.db_host.value
	environment(entity)
}

violation contains v if {
	input.kind == "OdooInstance"
	stage(input) == "non-production"
	host := input.options.db_host.value
	others := servers[host].production
	v := {
		"path": input.options.db_host.pointer,
		"key": "db_host",
		"message": sprintf("%s (%s) uses the database server of production", [input.meta.name, environment(input)]),
		"observed": sprintf("db_host = %s, as %s", [host, min(others)]),
		"expected": "a database server of its own",
		"proof": [{"message": sprintf("%s is production", [min(others)]), "entity": min(others), "pointer": data.platform.entities[min(others)].options.db_host.pointer}],
	}
}

digests[key.digest][stage(entity)] contains id if {
	some id, entity in data.platform.kinds.Secret
	environment(entity)
	some key in entity.keys
	secret_name(key.name)
}

secret_name(name) if regex.match(`(?i)(pass|pwd|token|secret|credential|private|api[-_.]?key)`, name)

violation contains v if {
	input.kind == "Secret"
	stage(input) == "non-production"
	some key in input.keys
	others := digests[key.digest].production
	v := {
		"path": key.pointer,
		"key": key.name,
		"message": sprintf("Secret %s (%s) holds a value of production", [input.meta.name, environment(input)]),
		"observed": sprintf("%s has the same value as in %s", [key.name, min(others)]),
		"expected": "credentials of its own",
		"proof": [{"message": sprintf("%s is production", [min(others)]), "entity": min(others), "pointer": ""}],
	}
}
