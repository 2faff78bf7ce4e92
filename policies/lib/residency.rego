# METADATA
# description: >-
#   Where files say that a tenant's data lies, beside backups: buckets and databases of Terraform
#   plans, volumes, servers that keep to nodes of a region, replicas of buckets and the log store.
package bulkhead.lib.residency

import rego.v1

places[tenant] contains place if {
	some place in written
	some tenant in place.tenants
}

# The attribute that says where a resource lies.
located := {
	"aws_s3_bucket": ["region"],
	"aws_db_instance": ["region", "availability_zone"],
	"aws_rds_cluster": ["region"],
	"aws_ebs_volume": ["region", "availability_zone"],
	"aws_elasticache_replication_group": ["region"],
	"azurerm_postgresql_flexible_server": ["location"],
	"azurerm_redis_cache": ["location"],
	"azurerm_storage_account": ["location"],
	"google_compute_disk": ["zone"],
	"google_sql_database_instance": ["region"],
	"google_storage_bucket": ["location"],
	"scaleway_object_bucket": ["region"],
	"scaleway_rdb_instance": ["region"],
}

written contains {"what": resource.address, "region": lower(region), "tenants": holders(plan, resource.values), "entity": id, "pointer": pointer} if {
	some id, plan in data.platform.kinds.Configuration
	plan.type == "terraform-plan"
	walk(plan.content.planned_values, [path, resource])
	some attribute in located[resource.type]
	region := resource.values[attribute]
	is_string(region)
	pointer := sprintf("/planned_values/%s/values/%s", [concat("/", [sprintf("%v", [step]) | some step in path]), attribute])
}

# Who has a bucket by its name, else whom the file belongs to.
holders(plan, values) := by_name(values) if {
	count(by_name(values)) > 0
} else := {plan.tenant} if {
	plan.tenant
} else := set()

by_name(values) := {tenant |
	some field in ["bucket", "name"]
	some tenant, declaration in data.platform.tenants
	some pattern in declaration.owns.buckets
	glob.match(pattern, [], values[field])
}

# A replica of a bucket: the region stands in its key's name, arn:aws:kms:REGION:ACCOUNT:key/ID.
written contains {"what": sprintf("a replica in %s", [rule.Destination.Bucket]), "region": region, "tenants": {tenant | tenant := file.tenant}, "entity": id, "pointer": sprintf("/ReplicationConfiguration/Rules/%d/Destination", [i])} if {
	some id, file in data.platform.kinds.Configuration
	file.type == "bucket-replication"
	some i, rule in file.content.ReplicationConfiguration.Rules
	rule.Status == "Enabled"
	region := split(rule.Destination.EncryptionConfiguration.ReplicaKmsKeyID, ":")[3]
}

# Servers that hold data keep to nodes by these labels; a zone is its region with a letter more.
node_labels := ["topology.kubernetes.io/region", "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/region", "failure-domain.beta.kubernetes.io/zone"]

written contains {"what": sprintf("%s %s", [entity.meta.resourceKind, entity.meta.name]), "region": entity.pod.nodeSelector[label], "tenants": {tenant | tenant := entity.tenant}, "entity": id, "pointer": sprintf("%s/nodeSelector", [entity.pod.pointer])} if {
	some id, entity in data.platform.kinds.Workload
	count(entity.claimTemplates) > 0
	some label in node_labels
}

written contains {"what": sprintf("%s %s", [entity.meta.resourceKind, entity.meta.name]), "region": entity.object.spec.affinity.nodeSelector[label], "tenants": {tenant | tenant := entity.tenant}, "entity": id, "pointer": "/spec/affinity/nodeSelector"} if {
	some id, entity in data.platform.kinds.Resource
	startswith(entity.meta.apiVersion, "postgresql.cnpg.io/")
	entity.meta.resourceKind == "Cluster"
	some label in node_labels
}

# The log store of the platform holds what all tenants log.
written contains {"what": sprintf("the log store of %s", [store.meta.name]), "region": region, "tenants": {tenant | some tenant, _ in data.platform.tenants}, "entity": id, "pointer": sprintf("/%s", [concat("/", path)])} if {
	some id, store in data.platform.kinds.Configuration
	store.type == "loki"
	some path in [["common", "storage", "s3", "region"], ["storage_config", "aws", "region"], ["storage_config", "object_store", "s3", "region"]]
	region := object.get(store.content, path, "")
	region != ""
}

inside(region, allowed) if {
	some one in allowed
	regex.match(sprintf(`^%s(-?[a-z])?$`, [regex.replace(lower(one), `[^a-z0-9-]`, "")]), lower(region))
}
