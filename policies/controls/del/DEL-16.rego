# METADATA
# title: "A running workload is traceable to a commit"
# description: >-
#   In an incident the first question is what changed.
# related_resources:
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
# custom:
#   id: DEL-16
#   severity: medium
#   evidence: files
#   sources: [retail-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Label pods with app.kubernetes.io/version or annotate the commit; tag images by version or
#     commit, or pin them by digest.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-8", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SR-4", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.32", coverage: partial}
package bulkhead.controls.del_16

import rego.v1

import data.bulkhead.lib.ownership
import data.bulkhead.lib.workload

applicable if {
	workload.judged
	ownership.of_tenant
}

told contains key if {
	some labels in [input.meta.labels, input.meta.annotations, input.pod.labels, input.pod.annotations]
	some key, value in labels
	value != ""
	regex.match(`(app\.kubernetes\.io/version|revision|commit|git-sha|gitsha|build-id|helm\.sh/chart|argocd\.argoproj\.io/tracking-id|kustomize\.toolkit\.fluxcd\.io/name)`, key)
}

traceable(container) if container.image.digest

traceable(container) if {
	tag := container.image.tag
	regex.match(`([0-9]+\.[0-9]+|[0-9a-f]{7,40}|[0-9]{8})`, tag)
}

violation contains v if {
	count(told) == 0
	some container in input.pod.containers
	container.role == "CONTAINER"
	container.image
	not traceable(container)
	v := {
		"path": sprintf("%s/image", [container.pointer]),
		"key": container.name,
		"message": sprintf("%s does not tell which commit it runs", [workload.described(container)]),
		"observed": sprintf("image: %s, no label or annotation of a version", [container.image.reference]),
		"expected": "a version, commit or digest",
	}
}
