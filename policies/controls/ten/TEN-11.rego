# METADATA
# title: "Every data store declares its data classification"
# description: >-
#   What nobody classified is protected like the least of it. Restricted data belongs in stores
#   that are encrypted in transit, audited and access-logged.
# related_resources:
#   - https://csrc.nist.gov/pubs/fips/199/final
# custom:
#   id: TEN-11
#   severity: medium
#   evidence: partly
#   sources: [erp-integration, distribution-hardening]
#   kinds: [DatabaseServer, Cache, VolumeClaim]
#   remediation: >-
#     Label the store bulkhead.dev/data-classification, or declare dataClassification of its tenant
#     in bulkhead.yaml; switch on TLS and connection logs for restricted data.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "RA-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-16", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.12", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "C1.1", coverage: partial}
package bulkhead.controls.ten_11

import rego.v1

labels := ["bulkhead.dev/data-classification", "data-classification", "dataClassification"]

labelled := [value | some label in labels; value := input.meta.labels[label]][0]

annotated := [value | some label in labels; value := input.meta.annotations[label]][0]

classification := lower(labelled)

classification := lower(annotated) if not labelled

classification := lower(data.platform.tenants[input.tenant].dataClassification) if {
	not labelled
	not annotated
}

# A store that all tenants share holds what they hold, and they say what that is.
classification := "of its tenants" if {
	not labelled
	not annotated
	input.owner.shared
	every tenant in data.platform.tenants {
		tenant.dataClassification
	}
}

name := sprintf("%s %s", [input.meta.resourceKind, input.meta.name]) if input.meta.apiVersion

# Files are known by their names.
name := input.meta.name if not input.meta.apiVersion

violation contains v if {
	data.platform.declared
	not classification
	v := {
		"path": "/metadata/labels",
		"key": "classification",
		"message": sprintf("%s declares no data classification", [name]),
		"observed": "no label bulkhead.dev/data-classification, and none of its tenant",
		"expected": "public, internal, confidential or restricted",
		"fix": "Label it bulkhead.dev/data-classification, or declare dataClassification of its tenant in bulkhead.yaml.",
	}
}

unknown contains "no platform file declares what data the tenants have" if not classification

secretive := {"restricted", "secret", "highly-confidential"}

restricted if classification in secretive

restricted if {
	classification == "of its tenants"
	some tenant in data.platform.tenants
	lower(tenant.dataClassification) in secretive
}

wanted := {"ssl": "encrypted connections", "log_connections": "a log of connections"}

off(setting) if lower(setting.value) in {"off", "false", "no", "0"}

violation contains v if {
	input.kind == "DatabaseServer"
	restricted
	not input.operator
	some setting, what in wanted
	not input.settings[setting]
	v := {
		"path": "",
		"key": setting,
		"message": sprintf("%s holds restricted data without %s", [name, what]),
		"observed": sprintf("%s is not set (off)", [setting]),
		"expected": sprintf("%s = on", [setting]),
		"fix": sprintf("Set %s = on.", [setting]),
		"severity": "high",
	}
}

violation contains v if {
	input.kind == "DatabaseServer"
	restricted
	some setting, what in wanted
	off(input.settings[setting])
	v := {
		"path": input.settings[setting].pointer,
		"key": setting,
		"message": sprintf("%s holds restricted data without %s", [name, what]),
		"observed": sprintf("%s = %s", [setting, input.settings[setting].value]),
		"expected": sprintf("%s = on", [setting]),
		"fix": sprintf("Set %s = on.", [setting]),
		"severity": "high",
	}
}
