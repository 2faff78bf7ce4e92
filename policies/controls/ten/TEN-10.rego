# METADATA
# title: "Workload bands hold"
# description: >-
#   A low band lives under a quota on shared workers, a medium one has a deployment with reserved
#   resources, a high one reserved compute and its own place for jobs.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/multi-tenancy/
# custom:
#   id: TEN-10
#   severity: medium
#   evidence: files
#   sources: [logistics-isolation]
#   kinds: [Tenant]
#   remediation: >-
#     Add the quota, the requests, or the node pool and job workloads that the tenant's band asks
#     for.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-5", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-6", coverage: full}
#     - {framework: "SOC 2 TSC", requirement: "A1.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.6", coverage: partial}
package bulkhead.controls.ten_10

import rego.v1

import data.bulkhead.lib.odoo
import data.bulkhead.lib.ownership
import data.bulkhead.lib.workload

applicable if input.workloadBand in {"low", "medium", "high"}

has_quota contains quota.tenant if some quota in data.platform.kinds.Quota

workloads[entity.tenant] contains id if {
	some id, entity in data.platform.kinds.Workload
	not entity.owned
	entity.tenant
}

own := {id: data.platform.kinds.Workload[id] | some id in object.get(workloads, input.id, set())}

violation contains v if {
	input.workloadBand == "low"
	ownership.complete
	not input.id in has_quota
	v := {
		"path": "/workloadBand",
		"key": "quota",
		"message": sprintf("tenant %s is in the low band and has no quota", [input.id]),
		"observed": "no ResourceQuota in its namespaces",
		"expected": "a ResourceQuota",
		"fix": "Add a ResourceQuota to each namespace of the tenant.",
	}
}

violation contains v if {
	input.workloadBand in {"medium", "high"}
	some id, entity in own
	entity.meta.resourceKind in {"Deployment", "StatefulSet"}
	some container in entity.pod.containers
	container.role == "CONTAINER"
	some resource in ["cpu", "memory"]
	not workload.given(object.get(entity.meta, "namespace", ""), container, ["requests", resource])
	v := {
		"path": "/workloadBand",
		"key": sprintf("%s %s %s", [id, container.name, resource]),
		"message": sprintf("container %s of %s, of tenant %s in the %s band, reserves no %s", [container.name, entity.meta.name, input.id, input.workloadBand, resource]),
		"observed": sprintf("no request of %s", [resource]),
		"expected": "reserved resources",
		"fix": sprintf("Set resources.requests.%s.", [resource]),
		"proof": [{"message": sprintf("%s has no request of %s", [container.name, resource]), "entity": id, "pointer": container.pointer}],
	}
}

violation contains v if {
	input.workloadBand == "high"
	some id, entity in own
	entity.meta.resourceKind in {"Deployment", "StatefulSet"}
	count(entity.pod.nodeSelector) == 0
	not entity.pod.nodeAffinity
	v := {
		"path": "/workloadBand",
		"key": sprintf("%s nodes", [id]),
		"message": sprintf("%s of tenant %s in the high band has no reserved compute", [entity.meta.name, input.id]),
		"observed": "no nodeSelector, no node affinity",
		"expected": "a reserved node pool",
		"fix": "Select the node pool by nodeSelector or node affinity.",
		"proof": [{"message": sprintf("%s runs on whatever node has room", [entity.meta.name]), "entity": id, "pointer": entity.pod.pointer}],
	}
}

jobs_apart if {
	some entity in own
	odoo.role(entity.meta.name) in {"cron", "worker"}
}

jobs_apart if {
	some entity in own
	entity.meta.resourceKind in {"CronJob", "Job"}
}

violation contains v if {
	input.workloadBand == "high"
	ownership.complete
	count(own) > 0
	not jobs_apart
	v := {
		"path": "/workloadBand",
		"key": "jobs",
		"message": sprintf("tenant %s in the high band has no place of its own for jobs", [input.id]),
		"observed": "no workload for scheduled or queued work",
		"expected": "a workload for jobs beside the web servers",
		"fix": "Run jobs in a workload of their own: a Deployment of cron workers, or CronJobs.",
	}
}

unknown contains sprintf("the workloads and quotas of tenant %s may be outside this input", [input.id]) if {
	not ownership.complete
	count(own) == 0
}

unknown contains sprintf("tenant %s has no workload in this input that could be judged", [input.id]) if {
	ownership.complete
	input.workloadBand in {"medium", "high"}
	count(own) == 0
}
