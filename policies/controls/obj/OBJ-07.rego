# METADATA
# title: "Replication keeps encryption and residency"
# description: >-
#   A replica without the key, or across the border, undoes what the source promises.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
# custom:
#   id: OBJ-07
#   severity: medium
#   evidence: files
#   sources: [logistics-isolation, erp-integration]
#   kinds: [Configuration]
#   remediation: >-
#     Name a replica key in the destination, and replicate encrypted objects.
#   example: |
#     ReplicationConfiguration:
#       Role: arn:aws:iam::111122223333:role/replication
#       Rules:
#         - Status: Enabled
#           Destination:
#             Bucket: arn:aws:s3:::north-copy
#             EncryptionConfiguration: {ReplicaKmsKeyID: "arn:aws:kms:eu-central-1:111122223333:key/1"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-28", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.24", coverage: partial}
package bulkhead.controls.obj_07

import rego.v1

import data.bulkhead.lib.residency

applicable if input.type == "bucket-replication"

applicable if count(replications) > 0

# Of a plan: the rules of aws_s3_bucket_replication_configuration.
replications contains {"pointer": sprintf("/planned_values/%s", [concat("/", [sprintf("%v", [step]) | some step in path])]), "values": resource.values, "address": resource.address} if {
	input.type == "terraform-plan"
	walk(input.content.planned_values, [path, resource])
	resource.type == "aws_s3_bucket_replication_configuration"
}

planned contains {"pointer": sprintf("%s/values/rule/%d", [one.pointer, i]), "bucket": object.get(destination, "bucket", one.address), "keys": keys} if {
	some one in replications
	some i, rule in one.values.rule
	rule.status == "Enabled"
	some destination in rule.destination
	keys := [object.get(encryption, "replica_kms_key_id", "known after apply") | some encryption in object.get(destination, "encryption_configuration", [])]
}

violation contains v if {
	some one in planned
	count(one.keys) == 0
	v := {
		"path": one.pointer,
		"key": one.pointer,
		"message": sprintf("the replica in %s has no key of its own", [one.bucket]),
		"observed": "no encryption_configuration in the destination",
		"expected": "encryption_configuration with replica_kms_key_id",
		"fix": "Give the destination an encryption_configuration.",
	}
}

violation contains v if {
	some one in planned
	some key in one.keys
	region := split(key, ":")[3]
	outside(region)
	v := {
		"path": one.pointer,
		"key": sprintf("%s region", [one.pointer]),
		"message": sprintf("the data of tenant %s is replicated to %s, outside its regions", [input.tenant, region]),
		"observed": sprintf("a key in %s", [region]),
		"expected": concat(", ", sort(data.platform.tenants[input.tenant].regions)),
	}
}

unknown contains sprintf("where the replica in %s lies is known after apply only: needs the bucket's own setting", [one.bucket]) if {
	some one in planned
	some key in one.keys
	not split(key, ":")[3]
}

outside(region) if {
	allowed := data.platform.tenants[input.tenant].regions
	count(allowed) > 0
	not residency.inside(region, allowed)
}

enabled contains {"pointer": sprintf("/ReplicationConfiguration/Rules/%d", [i]), "rule": rule} if {
	some i, rule in input.content.ReplicationConfiguration.Rules
	rule.Status == "Enabled"
}

keyed(rule) if object.get(rule, ["Destination", "EncryptionConfiguration", "ReplicaKmsKeyID"], "") != ""

violation contains v if {
	some one in enabled
	not keyed(one.rule)
	v := {
		"path": one.pointer,
		"key": one.pointer,
		"message": sprintf("the replica in %s has no key of its own", [one.rule.Destination.Bucket]),
		"observed": "no EncryptionConfiguration in the destination",
		"expected": "EncryptionConfiguration with ReplicaKmsKeyID",
	}
}

# The region stands in the key's name: arn:aws:kms:REGION:ACCOUNT:key/ID.
violation contains v if {
	some one in enabled
	parts := split(one.rule.Destination.EncryptionConfiguration.ReplicaKmsKeyID, ":")
	region := parts[3]
	allowed := data.platform.tenants[input.tenant].regions
	outside(region)
	v := {
		"path": sprintf("%s/Destination", [one.pointer]),
		"key": sprintf("%s region", [one.pointer]),
		"message": sprintf("the data of tenant %s is replicated to %s, outside its regions", [input.tenant, region]),
		"observed": sprintf("a key in %s", [region]),
		"expected": concat(", ", sort(allowed)),
		"fix": "Replicate into a region of the tenant, with a key there.",
	}
}

unknown contains "no rule of the replication is enabled: where copies lie needs the enabled configuration" if {
	input.type == "bucket-replication"
	count(enabled) == 0
}
