# METADATA
# title: "Secrets rotate"
# description: >-
#   A secret that never changes is known to everybody who ever left.
# related_resources:
#   - https://external-secrets.io/latest/api/externalsecret/
# custom:
#   id: SEC-03
#   severity: medium
#   evidence: partly
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration]
#   kinds: [Resource, Secret]
#   remediation: >-
#     Give ExternalSecrets a refreshInterval, and write down when a secret was last rotated
#     (annotation bulkhead.dev/rotated).
#   parameters:
#     rotationDays: {default: 90, description: "days within which a secret has to be rotated"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IA-5", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "8.6.3", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.17", coverage: partial}
package bulkhead.controls.sec_03

import rego.v1

import data.bulkhead.lib.duration
import data.bulkhead.lib.words

external if {
	startswith(input.meta.apiVersion, "external-secrets.io/")
	input.meta.resourceKind in {"ExternalSecret", "ClusterExternalSecret"}
}

rotated := input.meta.annotations["bulkhead.dev/rotated"]

applicable if external

applicable if {
	input.kind == "Secret"
	rotated
}

# A ClusterExternalSecret has the specification of those that it makes inside its own.
place := "/spec/externalSecretSpec" if input.meta.resourceKind == "ClusterExternalSecret"

place := "/spec" if input.meta.resourceKind != "ClusterExternalSecret"

spec := object.get(input.object.spec, "externalSecretSpec", {}) if input.meta.resourceKind == "ClusterExternalSecret"

spec := input.object.spec if input.meta.resourceKind != "ClusterExternalSecret"

interval := sprintf("%v", [object.get(spec, "refreshInterval", "1h0m0s")])

policy := object.get(spec, "refreshPolicy", "Periodic")

never := {"refreshInterval": interval} if {
	regex.match(`^(0+(\.0+)?[a-zµ]*)+$`, interval)
	policy == "Periodic"
}

# OnChange follows the ExternalSecret, not the store.
never := {"refreshPolicy": policy} if policy in {"CreatedOnce", "OnChange"}

violation contains v if {
	external
	some field, found in never
	v := {
		"path": sprintf("%s/%s", [place, field]),
		"key": "refresh",
		"message": sprintf("%s %s never takes over a rotated value", [input.meta.resourceKind, input.meta.name]),
		"observed": sprintf("%s: %s", [field, found]),
		"expected": "refreshPolicy Periodic with an interval, such as 1h",
		"fix": "Set refreshPolicy: Periodic and a refreshInterval, such as 1h.",
	}
}

age := duration.days_since(sprintf("%sT00:00:00Z", [substring(rotated, 0, 10)]))

violation contains v if {
	input.kind == "Secret"
	age > data.parameters.rotationDays
	v := {
		"path": "/metadata/annotations/bulkhead.dev~1rotated",
		"key": "age",
		"message": sprintf("Secret %s was last rotated %s ago", [input.meta.name, words.counted(age, "day")]),
		"observed": rotated,
		"expected": sprintf("within %s", [words.counted(data.parameters.rotationDays, "day")]),
		"fix": "Rotate it, and write the day into the annotation bulkhead.dev/rotated.",
	}
}

unknown contains sprintf("bulkhead.dev/rotated of Secret %s is no date", [input.meta.name]) if {
	input.kind == "Secret"
	not dated
}

dated if age > -36500
