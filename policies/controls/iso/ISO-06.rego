# METADATA
# title: "Each tenant has its own database"
# description: >-
#   Two tenants in one database are kept apart by nothing but the application's care.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/multi-tenancy/
# custom:
#   id: ISO-06
#   severity: critical
#   layer: database
#   evidence: files
#   sources: [logistics-isolation, distribution-hardening, retail-multi-tenant]
#   kinds: [OdooInstance]
#   remediation: >-
#     Give each tenant a database of its own, and bind it with db_name or dbfilter.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-4", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-4", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "7.2.5", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.3", coverage: partial}
package bulkhead.controls.iso_06

import rego.v1

# Databases that an instance serves: those it names, and the one that an exact filter names.
names(instance) := {name |
	some part in split(object.get(instance.options, ["db_name", "value"], ""), ",")
	name := trim_space(part)
	not lower(name) in {"", "false", "none"}
} | {name |
	filter := object.get(instance.options, ["dbfilter", "value"], "")
	regex.match(`^\^[A-Za-z0-9_.-]+\$$`, filter)
	name := trim_suffix(trim_prefix(filter, "^"), "$")
}

host(instance) := lower(object.get(instance.options, ["db_host", "value"], ""))

applicable if {
	input.tenant
	count(names(input)) > 0
}

tenants[host(instance)][name] contains instance.tenant if {
	some instance in data.platform.kinds.OdooInstance
	instance.tenant
	some name in names(instance)
}

ids[host(instance)][name] contains id if {
	some id, instance in data.platform.kinds.OdooInstance
	instance.tenant
	some name in names(instance)
}

violation contains v if {
	some name in names(input)
	others := tenants[host(input)][name] - {input.tenant}
	count(others) > 0
	v := {
		"path": pointer(name),
		"key": name,
		"message": sprintf("%s of tenant %s uses database %s, as tenant %s does", [input.meta.name, input.tenant, name, concat(", ", others)]),
		"observed": sprintf("database %s on %s", [name, host(input)]),
		"expected": "a database of its own",
		"between": (others | {input.tenant}),
		"proof": [{"message": sprintf("%s serves it too", [data.platform.entities[id].meta.name]), "entity": id, "pointer": "/options"} |
			some id in ids[host(input)][name]
			id != input.meta.id
		],
	}
}

pointer(_) := input.options.db_name.pointer if {
	input.options.db_name
} else := input.options.dbfilter.pointer
