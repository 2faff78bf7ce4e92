# METADATA
# title: "No certificate is about to expire"
# description: >-
#   The end of a certificate is known to the second, and still surprises. Of a chain in a file or in a
#   Secret its first certificate is judged; of a bundle of authorities the one that ends first.
# related_resources:
#   - https://cert-manager.io/docs/usage/certificate/
# custom:
#   id: ING-10
#   severity: high
#   evidence: partly
#   sources: [distribution-hardening, retail-hardening]
#   kinds: [Resource, Configuration]
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
		"expected": expected,
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

applicable if input.type == "certificate"

expected := sprintf("more than %s", [words.counted(data.parameters.certificateDays, "day")])

own := input.content.certificates[0]

bundle if {
	own.authority
	count(input.content.certificates) > 1
}

# What is served stands before the authorities that signed it.
judged := own if not bundle

judged := [c | some c in input.content.certificates; c.notAfter == earliest][0] if bundle

earliest := min([c.notAfter | some c in input.content.certificates])

# Both are RFC 3339 in UTC, so that their order is that of their letters; days are counted only between
# years that nanoseconds since 1970 reach.
ended if judged.notAfter <= data.platform.now

ends := sprintf("ended on %s", [substring(judged.notAfter, 0, 10)]) if ended

ends := sprintf("ends in %s", [words.counted(days, "day")]) if {
	not ended
	days := duration.days_until(judged.notAfter)
	days < data.parameters.certificateDays
}

violation contains v if {
	not bundle
	v := {
		"path": judged.pointer,
		"key": "end",
		"message": sprintf("Certificate of %s %s", [called, ends]),
		"observed": sprintf("notAfter: %s", [judged.notAfter]),
		"expected": expected,
		"fix": "Renew the certificate and put the new one in the place of this one; cert-manager does both in time.",
	}
}

# Whoever trusts the others of a bundle goes on doing so.
violation contains v if {
	bundle
	v := {
		"path": judged.pointer,
		"key": "end",
		"message": sprintf("Of the %d certificates in %s the one of %s %s", [count(input.content.certificates), input.meta.name, judged.subject, ends]),
		"observed": sprintf("notAfter: %s", [judged.notAfter]),
		"expected": expected,
		"fix": "Take the bundle anew from where it comes; remove authorities that ended.",
		"severity": "low",
	}
}

called := array.concat(judged.dnsNames, [judged.subject])[0]

unknown contains "when the certificate ends needs its status (kubectl get certificates -o yaml)" if {
	input.kind == "Resource"
	not left
}
