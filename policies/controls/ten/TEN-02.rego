# METADATA
# title: "Everything belongs to one tenant or is a declared platform service"
# description: >-
#   What nobody owns nobody patches, watches or pays for, and no isolation rule knows on which side it
#   stands.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/multi-tenancy/
# custom:
#   id: TEN-02
#   severity: high
#   layer: governance
#   evidence: files
#   sources: [logistics-isolation, retail-hardening, retail-multi-tenant]
#   kinds: [Namespace, DatabaseServer, HostBasedAuthentication, ConnectionPooler, Cache, OdooInstance, Route, EdgeProxy]
#   remediation: >-
#     Name the namespace in a tenant's or a shared service's owns in bulkhead.yaml, or label it
#     bulkhead.dev/tenant.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-8", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.9", coverage: partial}
package bulkhead.controls.ten_02

import rego.v1

import data.bulkhead.lib.ownership

unowned if {
	not input.owner.tenant
	not input.owner.shared
}

# What lies in a namespace is judged there.
applicable if input.kind == "Namespace"

applicable if not input.meta.namespace

violation contains v if {
	data.platform.declared
	unowned
	v := {
		"path": place,
		"message": sprintf("%s %s belongs to no tenant and to no shared service", [what, input.meta.name]),
		"observed": input.owner.because,
		"expected": "one owner",
		"severity": severity,
	}
}

names := {
	"Namespace": "namespace",
	"DatabaseServer": "database server",
	"HostBasedAuthentication": "client authentication of a database",
	"ConnectionPooler": "connection pooler",
	"Cache": "cache",
	"OdooInstance": "Odoo instance",
	"Route": "route",
	"EdgeProxy": "edge proxy",
}

what := names[input.kind]

place := "/metadata/name" if input.kind == "Namespace"

place := "" if input.kind != "Namespace"

severity := "high" if input.kind == "Namespace"

severity := "medium" if input.kind != "Namespace"

unknown contains "no platform is declared, so owners are inferred (bulkhead init proposes a bulkhead.yaml)" if unowned

unknown contains "no platform is declared, so owners are inferred (bulkhead init proposes a bulkhead.yaml)" if {
	ownership.guessed
	input.owner.tenant
}
