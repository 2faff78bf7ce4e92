# METADATA
# title: "No plaintext secret in files"
# description: >-
#   What is in Git is in every clone, for ever. The value is never shown here; its place is.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/secrets-good-practices/
# custom:
#   id: SEC-01
#   severity: critical
#   evidence: files
#   sources: [erp-integration, retail-multi-tenant, logistics-isolation]
#   kinds: [CredentialExposure]
#   remediation: >-
#     Revoke and replace the secret, then reference it from a managed store.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IA-5(7)", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "8.6.2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.17", coverage: partial}
package bulkhead.controls.sec_01

import rego.v1

applicable if {
	input.rule != "private-key"
	not told_elsewhere
}

# ODO-03, ODO-07 and IMG-06 know more of what they find: one secret is told once.
places[document(entity)] contains option.pointer if {
	some entity in data.platform.kinds.OdooInstance
	some name in ["admin_passwd", "db_password", "smtp_password"]
	option := entity.options[name]
	option.hint in {"literal", "default"}
}

places[document(entity)] contains instruction.pointer if {
	some entity in data.platform.kinds.ImageBuild
	some stage in entity.stages
	some instruction in stage.instructions
	instruction.withheld
}

document(entity) := sprintf("%s#%d", [entity.meta.source.uri, entity.meta.source.document])

told_elsewhere if {
	some place in places[document(input)]
	startswith(sprintf("%s/", [input.pointer]), sprintf("%s/", [place]))
}

violation contains v if {
	not input.placeholder
	v := {
		"path": input.pointer,
		"message": sprintf("%s holds a secret in plain text (%s)", [input.meta.name, input.rule]),
		"observed": sprintf("%s: a value that looks like a secret (withheld)", [object.get(input, "key", "value")]),
		"expected": "a reference to a managed store",
		"severity": severity,
	}
}

violation contains v if {
	input.placeholder
	v := {
		"path": input.pointer,
		"message": sprintf("%s holds an example value where a secret belongs (%s)", [input.meta.name, input.rule]),
		"observed": sprintf("%s: an example value", [object.get(input, "key", "value")]),
		"expected": "a reference to a managed store",
		"severity": "low",
	}
}

certain if not input.rule in {"secret-name", "secret-data"}

severity := "critical" if certain

severity := "high" if not certain
