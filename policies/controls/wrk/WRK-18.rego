# METADATA
# title: "Workload types have their own nodes where the tier asks for it"
# description: >-
#   On shared nodes, batch work takes processor time and memory bandwidth from users whatever the
#   limits say. A tier asks for it with the parameter nodePools.
# related_resources:
#   - https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
# custom:
#   id: WRK-18
#   severity: low
#   evidence: files
#   sources: [retail-multi-tenant, erp-integration]
#   kinds: [Workload]
#   remediation: >-
#     Give the workload a nodeSelector or required node affinity for the pool of its type.
#   example: |
#     spec:
#       template:
#         spec:
#           nodeSelector: {pool: scheduled}
#   parameters:
#     nodePools: {default: false, description: "whether workers and scheduled work need nodes of their own"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-39", coverage: partial}
package bulkhead.controls.wrk_18

import rego.v1

import data.bulkhead.lib.odoo
import data.bulkhead.lib.ownership
import data.bulkhead.lib.workload

applicable if {
	data.parameters.nodePools == true
	workload.judged
	ownership.of_tenant
	count(odoo.containers) > 0
}

# Where the web servers of a tenant run.
web_nodes[tenant] contains entity.pod.nodeSelector if {
	some entity in data.platform.kinds.Workload
	tenant := entity.tenant
	odoo.role(entity.meta.name) == "web"
	some container in entity.pod.containers
	odoo.runs_odoo(container)
}

violation contains v if {
	count(input.pod.nodeSelector) == 0
	not input.pod.nodeAffinity
	v := {
		"path": sprintf("%s/nodeSelector", [input.pod.pointer]),
		"message": sprintf("%s runs on whatever node has room", [workload.name]),
		"observed": "no nodeSelector, no node affinity",
		"expected": "the node pool of its type",
	}
}

violation contains v if {
	odoo.role(input.meta.name) != "web"
	count(input.pod.nodeSelector) > 0
	input.pod.nodeSelector in web_nodes[input.tenant]
	v := {
		"path": sprintf("%s/nodeSelector", [input.pod.pointer]),
		"message": sprintf("%s runs on the nodes of the web servers", [workload.name]),
		"observed": sprintf("nodeSelector: %s", [concat(", ", [sprintf("%s=%s", [k, v]) | some k, v in input.pod.nodeSelector])]),
		"expected": "a node pool of its own",
	}
}
