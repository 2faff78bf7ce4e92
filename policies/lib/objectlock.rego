# METADATA
# description: >-
#   How long buckets hold what is written to them: object lock in Terraform plans, and in the files
#   that the AWS command line writes, whose path has to name the bucket.
package bulkhead.lib.objectlock

import rego.v1

# By bucket: seconds, mode, and where it is written.
locks[bucket] contains lock if {
	some id, plan in data.platform.kinds.Configuration
	plan.type == "terraform-plan"
	walk(plan.content.planned_values, [path, resource])
	resource.type == "aws_s3_bucket_object_lock_configuration"
	bucket := resource.values.bucket
	some rule in resource.values.rule
	some retention in rule.default_retention
	lock := {
		"seconds": seconds(object.get(retention, "days", 0), object.get(retention, "years", 0)),
		"mode": retention.mode,
		"entity": id,
		"pointer": sprintf("/planned_values/%s", [concat("/", [sprintf("%v", [step]) | some step in path])]),
	}
}

locks[bucket] contains lock if {
	some id, plan in data.platform.kinds.Configuration
	plan.type == "terraform-plan"
	walk(plan.content.planned_values, [path, resource])
	resource.type == "google_storage_bucket"
	bucket := resource.values.name
	some policy in resource.values.retention_policy
	lock := {
		"seconds": to_number(policy.retention_period),
		"mode": mode_of(policy),
		"entity": id,
		"pointer": sprintf("/planned_values/%s", [concat("/", [sprintf("%v", [step]) | some step in path])]),
	}
}

mode_of(policy) := "COMPLIANCE" if {
	policy.is_locked == true
} else := "GOVERNANCE"

locks[bucket] contains lock if {
	some id, file in data.platform.kinds.Configuration
	file.type == "bucket-object-lock"
	some bucket in named_in(file.meta.name)
	retention := object.get(file.content.ObjectLockConfiguration, ["Rule", "DefaultRetention"], {})
	lock := {
		"seconds": seconds(object.get(retention, "Days", 0), object.get(retention, "Years", 0)),
		"mode": object.get(retention, "Mode", ""),
		"entity": id,
		"pointer": "/ObjectLockConfiguration",
	}
}

# Every folder of a file's path, and what stands before the first dot of its name.
named_in(file) := {part |
	some step in split(file, "/")
	some part in {step, split(step, ".")[0]}
}

seconds(days, years) := (days + (years * 365)) * 86400

# The longest lock among the buckets of a plan's copies; undefined where none is seen.
of_plan(plan) := longest if {
	found := [lock |
		some copy in plan.copies
		some lock in locks[copy.bucket]
	]
	most := max([lock.seconds | some lock in found])
	longest := [lock | some lock in found; lock.seconds == most][0]
}
