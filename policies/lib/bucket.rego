# METADATA
# description: Buckets of a Terraform plan with their parts, and of files that the AWS command line writes.
package bulkhead.lib.bucket

import rego.v1

# What a file of the command line speaks of: it does not name the bucket.
subject := sprintf("the bucket of %s", [input.meta.name])

resources contains one if {
	input.type == "terraform-plan"
	walk(input.content.planned_values, [path, value])
	startswith(value.type, "aws_s3_bucket")
	values := value.values
	one := {
		"type": value.type,
		"address": value.address,
		"name": value.name,
		"values": values,
		"pointer": sprintf("/planned_values/%s", [concat("/", [sprintf("%v", [step]) | some step in path])]),
	}
}

buckets[one.address] := one if {
	some one in resources
	one.type == "aws_s3_bucket"
}

# The parts of a bucket: by its name, else by the same label where the name is known after apply only.
parts(one, type) := {part |
	some part in resources
	part.type == type
	belongs(part, one)
}

belongs(part, one) if part.values.bucket == one.values.bucket

belongs(part, one) if {
	not part.values.bucket
	part.name == one.name
}

# A policy of an identity has the same form, and no Principal.
policy if {
	input.type == "bucket-policy"
	some statement in statements(input.content)
	statement.Principal
}

# One statement may stand without a list.
statements(content) := content.Statement if is_array(content.Statement)

statements(content) := [content.Statement] if is_object(content.Statement)
