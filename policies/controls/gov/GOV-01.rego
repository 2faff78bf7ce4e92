# METADATA
# title: "Every plane of controls has an owner"
# description: >-
#   A finding without an owner stays a finding.
# related_resources:
#   - https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
# custom:
#   id: GOV-01
#   severity: low
#   evidence: attestation
#   sources: [erp-integration]
#   kinds: [Platform]
#   remediation: >-
#     Name an owner for each plane under controlOwners.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "PM-2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.2", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC1.3", coverage: partial}
package bulkhead.controls.gov_01

import rego.v1

import data.bulkhead.lib.evidence

planes := {"ADM", "AIR", "BAK", "CST", "DEL", "GOV", "IAM", "IMG", "ING", "INT", "ISO", "OBJ", "OBS", "ODO", "PGS", "RED", "SEC", "TEN", "WRK"}

owned contains plane if {
	some entity in evidence.governance
	some plane, owner in entity.content.controlOwners
	owner != ""
}

violation contains v if {
	count(owned) > 0
	some plane in (planes - owned)
	v := {
		"path": "",
		"key": plane,
		"message": sprintf("nobody owns the controls %s", [plane]),
		"observed": sprintf("no owner of %s", [plane]),
		"expected": sprintf("controlOwners with %s", [plane]),
	}
}

unknown contains "nobody says who owns the controls: needs controlOwners" if count(owned) == 0
