# METADATA
# title: "Artifacts are signed, with provenance"
# description: >-
#   Without a signature the cluster runs whatever bears the name.
# related_resources:
#   - https://docs.sigstore.dev/cosign/signing/overview/
#   - https://slsa.dev/spec/v1.0/
#   - https://docs.docker.com/build/ci/github-actions/attestations/
# custom:
#   id: DEL-04
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, erp-integration]
#   kinds: [Configuration]
#   remediation: >-
#     Sign what is pushed with cosign (or Notation), and attest its provenance.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-7", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SR-4", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.25", coverage: partial}
package bulkhead.controls.del_04

import rego.v1

import data.bulkhead.lib.pipeline

pushes contains step if {
	some step in pipeline.steps
	regex.match(`(docker|podman|buildah|nerdctl|crane) +push|buildx .*--push|--destination|jib:build|ko (build|publish)`, step.run)
}

pushes contains step if {
	some step in pipeline.steps
	startswith(step.uses, "docker/build-push-action")
	sprintf("%v", [object.get(step["with"], "push", false)]) != "false"
}

applicable if {
	pipeline.applies
	count(pushes) > 0
}

# Attestations of GitHub and of SLSA's generator are signatures too.
signing := `^(actions/attest|actions/attest-build-provenance|slsa-framework/slsa-github-generator)(/|@)`

signed if {
	some step in pipeline.steps
	regex.match(`(cosign (sign|attest)|notation sign)`, step.run)
}

signed if witnessed

witnessed if {
	some step in pipeline.steps
	regex.match(signing, step.uses)
}

witnessed if {
	some job in pipeline.reused
	regex.match(signing, job.uses)
}

# A workflow that others call may be attested by its caller.
witnessed if {
	some caller in pipeline.callers
	some job in caller.content.jobs
	regex.match(signing, job.uses)
}

attested if witnessed

attested if {
	some step in pipeline.steps
	regex.match(`(cosign attest|witness run|--provenance[ =](true|mode)|--attest[ =]type=provenance)`, step.run)
}

# BuildKit adds provenance to what the action pushes unless told not to (docs.docker.com, Add SBOM
# and provenance attestations with GitHub Actions).
attested if {
	some step in pushes
	startswith(step.uses, "docker/build-push-action")
	sprintf("%v", [object.get(step["with"], "provenance", true)]) != "false"
}

violation contains v if {
	not signed
	v := {
		"path": pipeline.first(pushes),
		"key": "signature",
		"message": sprintf("%s pushes images that nobody signs", [pipeline.name]),
		"observed": observed,
		"expected": "cosign sign, and an attestation of provenance",
	}
}

observed := "no signature, no attestation" if not attested

observed := "provenance that nothing signs" if attested

violation contains v if {
	signed
	not attested
	v := {
		"path": pipeline.first(pushes),
		"key": "provenance",
		"message": sprintf("%s signs images and does not say how they were made", [pipeline.name]),
		"observed": "no attestation of provenance",
		"expected": "an attestation of provenance",
		"fix": "Attest the provenance (cosign attest, actions/attest-build-provenance, provenance of build-push-action).",
		"severity": "low",
	}
}
