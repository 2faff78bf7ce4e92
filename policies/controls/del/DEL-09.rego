# METADATA
# title: "Infrastructure as code covers networks, clusters, storage, identity, backup and monitoring"
# description: >-
#   What was clicked together cannot be rebuilt, reviewed or compared.
# related_resources:
#   - https://developer.hashicorp.com/terraform/internals/json-format
# custom:
#   id: DEL-09
#   severity: medium
#   evidence: partly
#   sources: [distribution-hardening, retail-multi-tenant]
#   kinds: [Platform]
#   remediation: >-
#     Bring what is missing under Terraform, or hand in the plans that have it.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-8", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.9", coverage: partial}
package bulkhead.controls.del_09

import rego.v1

import data.bulkhead.lib.words

plans := [entity |
	some entity in data.platform.kinds.Configuration
	entity.type == "terraform-plan"
]

applicable if count(plans) > 0

families := {
	"networks": `(vpc|subnet|network|firewall|security_group|virtual_network)`,
	"clusters": `(eks|gke|container_cluster|kubernetes_cluster|k8s_cluster|kube)`,
	"storage": `(s3_bucket|storage_bucket|storage_account|object_bucket|ebs|disk|db_instance|sql|rdb)`,
	"identity": `(iam|role|service_account|user_assigned_identity)`,
	"backup": `(backup|snapshot|dlm_lifecycle|recovery_services)`,
	"monitoring": `(cloudwatch|monitoring|monitor_|alert|log_group|logging)`,
}

types contains change.type if {
	some plan in plans
	some change in plan.content.resource_changes
}

types contains resource.type if {
	some plan in plans
	walk(plan.content.planned_values, [path, resource])
	count(path) > 1
	path[count(path) - 2] == "resources"
}

missing contains family if {
	some family, pattern in families
	every type in types {
		not regex.match(pattern, type)
	}
}

violation contains v if {
	data.platform.scope == "complete"
	some family in missing
	v := {
		"path": "",
		"key": family,
		"message": sprintf("no Terraform plan has %s", [family]),
		"observed": sprintf("%s in %s", [words.counted(count(types), "resource type"), words.counted(count(plans), "plan")]),
		"expected": sprintf("%s as code", [family]),
	}
}

unknown contains sprintf("no plan of this input has %s; others may", [family]) if some family in missing
