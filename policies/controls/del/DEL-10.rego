# METADATA
# title: "Mandatory settings hold in infrastructure as code"
# description: >-
#   Encryption, private endpoints and protection against deletion are decided in the plan, before
#   anything exists.
# related_resources:
#   - https://developer.hashicorp.com/terraform/internals/json-format
# custom:
#   id: DEL-10
#   severity: high
#   evidence: files
#   sources: [retail-multi-tenant, distribution-hardening]
#   kinds: [Configuration]
#   remediation: >-
#     Set what is named in the resource of the module.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-28", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-6", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "3.5.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.24", coverage: partial}
package bulkhead.controls.del_10

import rego.v1

applicable if {
	input.type == "terraform-plan"
	not input.content.planned_values
}

applicable if {
	input.type == "terraform-plan"
	some entry in resources
	mandatory[entry.resource.type]
}

# By resource type: the attribute, the value it must have, and what it is for.
mandatory := {
	"aws_db_instance": [["storage_encrypted", true, "storage encryption"], ["publicly_accessible", false, "a private endpoint"], ["deletion_protection", true, "protection against deletion"]],
	"aws_rds_cluster": [["storage_encrypted", true, "storage encryption"], ["deletion_protection", true, "protection against deletion"]],
	"aws_ebs_volume": [["encrypted", true, "encryption"]],
	"aws_efs_file_system": [["encrypted", true, "encryption"]],
	"aws_elasticache_replication_group": [["at_rest_encryption_enabled", true, "encryption at rest"], ["transit_encryption_enabled", true, "encryption in transit"]],
	"aws_s3_bucket_public_access_block": [["block_public_acls", true, "blocked public access"], ["block_public_policy", true, "blocked public access"], ["ignore_public_acls", true, "blocked public access"], ["restrict_public_buckets", true, "blocked public access"]],
	"google_sql_database_instance": [["deletion_protection", true, "protection against deletion"]],
	"google_storage_bucket": [["uniform_bucket_level_access", true, "access by policy alone"], ["public_access_prevention", "enforced", "blocked public access"]],
	"azurerm_postgresql_flexible_server": [["public_network_access_enabled", false, "a private endpoint"]],
	"azurerm_storage_account": [["allow_nested_items_to_be_public", false, "blocked public access"], ["https_traffic_only_enabled", true, "TLS only"]],
	"azurerm_redis_cache": [["non_ssl_port_enabled", false, "TLS only"]],
	"scaleway_rdb_instance": [["encryption_at_rest", true, "encryption at rest"]],
}

# Resources of the root module and of modules in it, with the pointer to each.
resources contains {"pointer": sprintf("/planned_values/root_module/resources/%d", [i]), "resource": resource} if {
	some i, resource in input.content.planned_values.root_module.resources
}

resources contains {"pointer": pointer, "resource": resource} if {
	walk(input.content.planned_values.root_module, [path, resource])
	count(path) > 2
	path[count(path) - 2] == "resources"
	path[0] == "child_modules"
	pointer := sprintf("/planned_values/root_module/%s", [concat("/", [sprintf("%v", [part]) | some part in path])])
}

violation contains v if {
	some entry in resources
	some rule in mandatory[entry.resource.type]
	value := entry.resource.values[rule[0]]
	value != null
	value != rule[1]
	v := {
		"path": sprintf("%s/values/%s", [entry.pointer, rule[0]]),
		"key": sprintf("%s %s", [entry.resource.address, rule[0]]),
		"message": sprintf("%s lacks %s", [entry.resource.address, rule[2]]),
		"observed": sprintf("%s = %v", [rule[0], value]),
		"expected": sprintf("%s = %v", [rule[0], rule[1]]),
		"fix": sprintf("Set %s = %v.", [rule[0], rule[1]]),
	}
}

# An absent attribute is off where the provider's default is, and is decided elsewhere where not.
off_by_default := {"storage_encrypted", "encrypted", "deletion_protection", "at_rest_encryption_enabled", "encryption_at_rest"}

violation contains v if {
	some entry in resources
	some rule in mandatory[entry.resource.type]
	rule[0] in off_by_default
	object.get(entry.resource.values, rule[0], null) == null
	v := {
		"path": sprintf("%s/values", [entry.pointer]),
		"key": sprintf("%s %s", [entry.resource.address, rule[0]]),
		"message": sprintf("%s lacks %s", [entry.resource.address, rule[2]]),
		"observed": sprintf("%s is not set", [rule[0]]),
		"expected": sprintf("%s = %v", [rule[0], rule[1]]),
		"fix": sprintf("Set %s = %v.", [rule[0], rule[1]]),
	}
}

# What the provider decides where the plan does not say it.
decided_elsewhere := {"transit_encryption_enabled", "uniform_bucket_level_access", "public_access_prevention", "publicly_accessible", "public_network_access_enabled", "https_traffic_only_enabled", "allow_nested_items_to_be_public", "non_ssl_port_enabled"}

unknown contains sprintf("%s does not say %s: needs the applied state, or the attribute in the configuration", [entry.resource.address, rule[0]]) if {
	some entry in resources
	some rule in mandatory[entry.resource.type]
	rule[0] in decided_elsewhere
	object.get(entry.resource.values, rule[0], null) == null
}

unknown contains "the plan holds no planned values (make it with terraform show -json of a plan file)" if {
	not input.content.planned_values
}
