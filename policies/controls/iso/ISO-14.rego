# METADATA
# title: "Platform services run outside tenant namespaces"
# description: >-
#   Observability, runners, registries and policy engines see all tenants: inside one tenant's
#   namespace they are in that tenant's hands.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/multi-tenancy/
# custom:
#   id: ISO-14
#   severity: medium
#   evidence: files
#   sources: [logistics-isolation]
#   kinds: [Workload]
#   remediation: >-
#     Move the service to a namespace of the platform, and declare that under shared in
#     bulkhead.yaml.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.22", coverage: partial}
package bulkhead.controls.iso_14

import rego.v1

import data.bulkhead.lib.ownership
import data.bulkhead.lib.workload

applicable if {
	workload.judged
	ownership.of_tenant
}

services := {
	"grafana": "observability",
	"prometheus": "observability",
	"alertmanager": "observability",
	"loki": "observability",
	"promtail": "observability",
	"tempo": "observability",
	"fluent-bit": "observability",
	"vector": "observability",
	"jaeger": "observability",
	"gitlab-runner": "CI runners",
	"actions-runner": "CI runners",
	"gha-runner-scale-set-controller": "CI runners",
	"jenkins": "CI runners",
	"harbor-core": "a registry",
	"registry": "a registry",
	"kyverno": "a policy engine",
	"gatekeeper": "a policy engine",
	"argocd": "delivery",
	"kustomize-controller": "delivery",
	"helm-controller": "delivery",
	"source-controller": "delivery",
	"cert-manager-controller": "certificates",
	"vault": "secrets",
	"keycloak": "identity",
	"velero": "backups",
	"external-dns": "DNS",
}

violation contains v if {
	some container in input.pod.containers
	container.role == "CONTAINER"
	last := split(container.image.repository, "/")[count(split(container.image.repository, "/")) - 1]
	what := services[last]
	v := {
		"path": sprintf("%s/image", [container.pointer]),
		"key": container.name,
		"message": sprintf("%s is a service of the platform (%s) in namespace %s of tenant %s", [workload.described(container), what, input.meta.namespace, input.tenant]),
		"observed": sprintf("image: %s", [container.image.reference]),
		"expected": "a namespace of the platform",
	}
}
