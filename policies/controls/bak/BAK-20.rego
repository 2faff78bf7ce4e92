# METADATA
# title: "Off-boarding and legal hold are defined for each tenant"
# description: >-
#   When a tenant leaves, its data is exported, kept as the law says, and erased: from
#   backups too.
# related_resources:
#   - https://eur-lex.europa.eu/eli/reg/2016/679/oj
# custom:
#   id: BAK-20
#   severity: low
#   evidence: partly
#   sources: [logistics-isolation]
#   kinds: [Tenant]
#   remediation: >-
#     List the tenant in offboarding with export, erasure and legalHold.
#   example: |
#     offboarding:
#       - tenant: north
#         export: within 30 days, as a dump with the filestore
#         erasure: 90 days after the export
#         legalHold: none
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-12", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "MP-6", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.10", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "C1.2", coverage: partial}
package bulkhead.controls.bak_20

import rego.v1

import data.bulkhead.lib.evidence

entries contains {"entity": id, "pointer": sprintf("/offboarding/%d", [i]), "entry": entry} if {
	some id, entity in evidence.governance
	some i, entry in entity.content.offboarding
	entry.tenant in {input.id, "*"}
}

violation contains v if {
	some one in entries
	missing := [field | some field in ["export", "erasure", "legalHold"]; object.get(one.entry, field, "") == ""]
	count(missing) > 0
	v := {
		"path": "",
		"key": one.pointer,
		"message": sprintf("the off-boarding of tenant %s does not say %s", [input.id, concat(", ", missing)]),
		"observed": "an entry without them",
		"expected": "export, erasure and legalHold",
		"proof": [{"message": sprintf("lacks %s", [concat(", ", missing)]), "entity": one.entity, "pointer": one.pointer}],
	}
}

unknown contains sprintf("the off-boarding of tenant %s is not defined in this input: needs an entry of offboarding", [input.id]) if count(entries) == 0
