package bulkhead.lib.bucket_test

import rego.v1

import data.bulkhead.lib.bucket

resource(type, name, values) := {"type": type, "name": name, "address": sprintf("%s.%s", [type, name]), "values": values}

main := resource("aws_s3_bucket", "main", {"bucket": "b"})

unnamed := resource("aws_s3_bucket", "unnamed", {})

versioning(name, values) := resource("aws_s3_bucket_versioning", name, values)

input_of(resources) := {"kind": "Configuration", "type": "terraform-plan", "meta": {"name": "plan"}, "content": {"planned_values": {"root_module": {"resources": resources}}}}

test_buckets_of_a_plan_and_where_they_stand if {
	found := bucket.buckets with input as input_of([main, resource("aws_instance", "i", {}), unnamed])
	{address: one.pointer | some address, one in found} == {
		"aws_s3_bucket.main": "/planned_values/root_module/resources/0",
		"aws_s3_bucket.unnamed": "/planned_values/root_module/resources/2",
	}
}

test_other_resources_are_no_parts_and_other_files_no_plans if {
	{one.type | some one in bucket.resources} == {"aws_s3_bucket", "aws_s3_bucket_versioning"} with input as input_of([main, resource("aws_instance", "i", {}), versioning("v", {})])
	count(bucket.resources) == 0 with input as object.union(input_of([main]), {"type": "other"})
}

parts(of, resources) := out if {
	out := {part.name | some part in bucket.parts(of, "aws_s3_bucket_versioning")} with input as input_of(resources)
}

test_parts_by_the_name_of_the_bucket_else_by_the_same_label if {
	parts(main, [main, versioning("any", {"bucket": "b"}), versioning("main", {}), versioning("main", {"bucket": "c"}), resource("aws_s3_bucket_acl", "acl", {"bucket": "b"})]) == {"any", "main"}
	parts(main, [main, versioning("other", {"bucket": "c"}), versioning("elsewhere", {})]) == set()
	parts(main, [main, versioning("main", {"bucket": "c"})]) == set()
	parts(unnamed, [unnamed, versioning("unnamed", {}), versioning("any", {"bucket": "b"})]) == {"unnamed"}
}

policy(type, statement) if {
	bucket.policy with input as {"type": type, "content": {"Statement": statement}}
}

test_a_policy_of_a_bucket_says_for_whom_it_is if {
	policy("bucket-policy", [{"Principal": "*"}])
	policy("bucket-policy", {"Principal": "*"})
	not policy("bucket-policy", [{"Action": "*"}])
	not policy("iam-policy", [{"Principal": "*"}])
}

test_what_a_file_speaks_of if {
	bucket.subject == "the bucket of p.json" with input.meta.name as "p.json"
}
