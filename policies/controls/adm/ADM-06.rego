# METADATA
# title: "The version of Kubernetes is supported, upgrades have a calendar"
# description: >-
#   A minor version gets corrections for about fourteen months; after that its holes stay open.
# related_resources:
#   - https://kubernetes.io/releases/patch-releases/
# custom:
#   id: ADM-06
#   severity: medium
#   evidence: attestation
#   sources: [distribution-hardening]
#   kinds: [Platform]
#   remediation: >-
#     Upgrade before support ends, declare kubernetesVersion in bulkhead.yaml and attest the
#     calendar of upgrades.
#   parameters:
#     kubernetesSupport:
#       default: {"1.31": "2025-11-11", "1.32": "2026-02-28", "1.33": "2026-06-28", "1.34": "2026-10-27", "1.35": "2027-02-28"}
#       description: "minor versions of Kubernetes and the day on which their support ends; what is older has ended, what is newer is unknown"
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-2", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "6.3.3", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.8", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC7.1", coverage: partial}
package bulkhead.controls.adm_06

import rego.v1

import data.bulkhead.lib.evidence

# The day on which support of a minor version ends; anything older has ended.
ends[to_number(trim_prefix(version, "1."))] := day if some version, day in data.parameters.kubernetesSupport

ended if minor < min(object.keys(ends))

ended if ends[minor] < evidence.today

minor := to_number(found[0][1]) if {
	found := regex.find_all_string_submatch_n(`^v?1\.([0-9]+)`, data.platform.kubernetesVersion, 1)
}

violation contains v if {
	ended
	v := {
		"path": "/kubernetesVersion",
		"key": "version",
		"message": sprintf("Kubernetes %s is no longer supported", [data.platform.kubernetesVersion]),
		"observed": data.platform.kubernetesVersion,
		"expected": "a minor version that still gets corrections",
		"fix": "Upgrade to a minor version that still gets corrections.",
	}
}

unknown contains "needs kubernetesVersion in bulkhead.yaml" if not minor

unknown contains sprintf("needs the day on which support of Kubernetes %s ends, as parameter kubernetesSupport", [data.platform.kubernetesVersion]) if {
	minor
	not ends[minor]
	not ended
}

unknown contains "nobody attests the calendar of upgrades: needs an attestation of type upgrade-calendar (attestations.yaml)" if count(evidence.of("upgrade-calendar")) == 0

violation contains v if {
	some flaw in evidence.flaws("upgrade-calendar")
	v := {
		"path": "",
		"key": flaw.pointer,
		"message": sprintf("the evidence of the calendar of upgrades %s", [flaw.why]),
		"observed": sprintf("attestation upgrade-calendar in %s", [data.platform.entities[flaw.entity].meta.name]),
		"expected": "an attestation with owner, date, link and a validity that lasts",
		"fix": "Renew the attestation, with owner, date, link and a validity that lasts.",
		"proof": [{"message": sprintf("the attestation %s", [flaw.why]), "entity": flaw.entity, "pointer": flaw.pointer}],
	}
}
