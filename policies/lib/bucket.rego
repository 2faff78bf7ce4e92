# METADATA
# description: Buckets of a Terraform plan with their parts, and of files that the AWS command line writes.
package bulkhead.lib.bucket

import rego.v1

# What a file of the command line speaks of: it does not name the bucket.
subject := sprintf("the bucket of %s", [input.meta.name])

prefixes := {"aws_s3_bucket", "google_storage_bucket", "scaleway_object_bucket"}

resources contains one if {
	input.type == "terraform-plan"
	walk(input.content.planned_values, [path, value])
	some prefix in prefixes
	startswith(value.type, prefix)
	values := value.values
	one := {
		"type": value.type,
		"address": value.address,
		"name": object.get(value, "name", ""),
		"values": values,
		"pointer": sprintf("/planned_values/%s", [concat("/", [sprintf("%v", [step]) | some step in path])]),
	}
}

buckets[one.address] := one if {
	some one in resources
	one.type in prefixes
}

# The parts of a bucket: by its name; by the same label and key in the same module where the name is
# known after apply only; or by what the configuration refers to.
parts(one, type) := {part |
	some part in resources
	part.type == type
	belongs(part, one)
} | {part |
	some values in within(one, type)
	part := {"type": type, "address": one.address, "name": one.name, "values": values, "pointer": one.pointer}
}

belongs(part, one) if part.values.bucket == one.values.bucket

belongs(part, one) if {
	not part.values.bucket
	not referred[part.address]
	label(part) == label(one)
}

belongs(part, one) if {
	not part.values.bucket
	one.address in referred[part.address]
}

label(one) := replace(one.address, sprintf("%s.", [one.type]), "")

# Of the root module, whose addresses are those of the plan.
referred[resource.address] contains reference if {
	some resource in input.content.configuration.root_module.resources
	some reference in resource.expressions.bucket.references
}

# What a bucket says of itself: Amazon's before version 4 of its provider, Google's and Scaleway's; in the words of Amazon's parts.
within(one, "aws_s3_bucket_server_side_encryption_configuration") := {values | some values in object.get(one.values, "server_side_encryption_configuration", [])} if {
	one.type == "aws_s3_bucket"
}

# Google encrypts everything with keys of its own.
within(one, "aws_s3_bucket_server_side_encryption_configuration") := {{"rule": [{"apply_server_side_encryption_by_default": [default_of(keys)]}]}} if {
	one.type == "google_storage_bucket"
	keys := [key | some encryption in object.get(one.values, "encryption", []); key := encryption.default_kms_key_name; key != ""]
}

default_of(keys) := {"sse_algorithm": "aws:kms", "kms_master_key_id": keys[0]} if {
	count(keys) > 0
} else := {"sse_algorithm": "AES256"}

within(one, "aws_s3_bucket_versioning") := {{"versioning_configuration": [{"status": status(versioning.enabled)}]} |
	some versioning in object.get(one.values, "versioning", [])
}

status(true) := "Enabled"

status(false) := "Suspended"

within(one, "aws_s3_bucket_lifecycle_configuration") := {{"rule": rules}} if {
	rules := [rule |
		some written in object.get(one.values, "lifecycle_rule", [])
		rule := {"status": status(object.get(written, "enabled", true)), "expiration": ending(written), "noncurrent_version_expiration": object.get(written, "noncurrent_version_expiration", [])}
	]
	count(rules) > 0
} else := set()

# Google's rules have an action.
ending(written) := [{"days": age} | some action in written.action; action.type == "Delete"; age := 1] if {
	written.action
} else := object.get(written, "expiration", [])

within(one, "aws_s3_bucket_logging") := {{"target_bucket": object.get(logging, "target_bucket", object.get(logging, "log_bucket", ""))} |
	some logging in object.get(one.values, "logging", [])
}

within(one, "aws_s3_bucket_policy") := {{"policy": one.values.policy} | is_string(one.values.policy)}

within(one, "aws_s3_bucket_public_access_block") := {{name: enforced |
	enforced := one.values.public_access_prevention == "enforced"
	some name in ["block_public_acls", "ignore_public_acls", "block_public_policy", "restrict_public_buckets"]
}} if {
	one.type == "google_storage_bucket"
	is_string(one.values.public_access_prevention)
} else := set()

# A policy of an identity has the same form, and no Principal.
policy if {
	input.type == "bucket-policy"
	some statement in statements(input.content)
	statement.Principal
}

# One statement may stand without a list.
statements(content) := content.Statement if is_array(content.Statement)

statements(content) := [content.Statement] if is_object(content.Statement)
