# METADATA
# title: "No certificate is about to expire"
# description: >-
#   The end of a certificate is known to the second, and still surprises.
# related_resources:
#   - https://cert-manager.io/docs/usage/certificate/
# custom:
#   id: ING-10
#   severity: high
#   evidence: partly
#   sources: [distribution-hardening, retail-hardening]
#   kinds: [Resource]
#   remediation: >-
#     Renew the certificate; let cert-manager renew a third of its life before the end.
#   parameters:
#     certificateDays: {default: 14, description: "days that a certificate has to last at least"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-17", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-12", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.7", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.24", coverage: partial}
package bulkhead.controls.ing_10

import rego.v1

import data.bulkhead.lib.duration
import data.bulkhead.lib.words

applicable if {
	startswith(input.meta.apiVersion, "cert-manager.io/")
	input.meta.resourceKind == "Certificate"
}

left := duration.days_until(input.object.status.notAfter)

violation contains v if {
	left < data.parameters.certificateDays
	v := {
		"path": "/status/notAfter",
		"key": "end",
		"message": sprintf("Certificate %s ends in %s", [input.meta.name, words.counted(left, "day")]),
		"observed": sprintf("notAfter: %s", [input.object.status.notAfter]),
		"expected": sprintf("more than %s", [words.counted(data.parameters.certificateDays, "day")]),
	}
}

hours(text) := to_number(found[0][1]) if {
	found := regex.find_all_string_submatch_n(`^([0-9]+)h`, text, 1)
	count(found) > 0
}

violation contains v if {
	before := hours(input.object.spec.renewBefore)
	before < data.parameters.certificateDays * 24
	hours(object.get(input.object.spec, "duration", "2160h")) > data.parameters.certificateDays * 48
	v := {
		"path": "/spec/renewBefore",
		"key": "renewBefore",
		"message": sprintf("Certificate %s is renewed only %s before its end", [input.meta.name, words.counted(before, "hour")]),
		"observed": sprintf("renewBefore: %s", [input.object.spec.renewBefore]),
		"expected": sprintf("%s or more", [words.counted(data.parameters.certificateDays, "day")]),
		"fix": sprintf("Set renewBefore to %s or more.", [words.counted(data.parameters.certificateDays, "day")]),
		"severity": "medium",
	}
}

unknown contains "when the certificate ends needs its status (kubectl get certificates -o yaml)" if not left
