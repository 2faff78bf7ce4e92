# METADATA
# title: "Ingress is redundant"
# description: >-
#   One proxy that drains takes every tenant down.
# related_resources:
#   - https://kubernetes.io/docs/tasks/run-application/configure-pdb/
# custom:
#   id: ING-15
#   severity: medium
#   evidence: files
#   sources: [retail-multi-tenant, erp-integration]
#   kinds: [Workload]
#   remediation: >-
#     Run two or more replicas (or a DaemonSet), spread over nodes and zones, with a
#     PodDisruptionBudget.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-10", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-5", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.14", coverage: partial}
package bulkhead.controls.ing_15

import rego.v1

import data.bulkhead.lib.replicas
import data.bulkhead.lib.workload

controllers := `(^|/)(traefik|ingress-nginx/controller|nginx-ingress-controller|nginx-ingress|haproxy-ingress|kubernetes-ingress|contour|envoy-gateway)$`

proxy if {
	some container in input.pod.containers
	container.role == "CONTAINER"
	regex.match(controllers, container.image.repository)
}

applicable if {
	workload.judged
	proxy
	input.meta.resourceKind in {"Deployment", "StatefulSet", "ReplicaSet", "Rollout", "DaemonSet", "Pod"}
}

on_every_node if input.meta.resourceKind == "DaemonSet"

violation contains v if {
	not on_every_node
	replicas.minimum < 2
	v := {
		"path": "/spec/replicas",
		"key": "replicas",
		"message": sprintf("%s is the only way in, in one replica", [workload.name]),
		"observed": sprintf("replicas: %d", [replicas.minimum]),
		"expected": "two or more",
		"fix": "Run two or more replicas, or a DaemonSet.",
	}
}

violation contains v if {
	not on_every_node
	replicas.minimum >= 2
	not input.pod.podAntiAffinity
	count(input.pod.topologySpread) == 0
	v := {
		"path": input.pod.pointer,
		"key": "spread",
		"message": sprintf("%s may have all its replicas on one node", [workload.name]),
		"observed": "no anti-affinity, no topologySpreadConstraints",
		"expected": "replicas spread over nodes and zones",
		"fix": "Add topologySpreadConstraints or podAntiAffinity over nodes and zones.",
	}
}

violation contains v if {
	not on_every_node
	replicas.minimum >= 2
	count(replicas.budgets) == 0
	data.platform.scope == "complete"
	v := {
		"path": "",
		"key": "budget",
		"message": sprintf("%s has no disruption budget, so a drain may take all of it", [workload.name]),
		"observed": "no PodDisruptionBudget selects it",
		"expected": "a PodDisruptionBudget",
		"fix": "Add a PodDisruptionBudget with maxUnavailable: 1.",
	}
}

unknown contains "no PodDisruptionBudget of the proxy was seen in this input" if {
	not on_every_node
	count(replicas.budgets) == 0
}
