package bulkhead.controls.iam_14_test

import rego.v1

import data.bulkhead.controls.iam_14

plan(resources) := {"kind": "Configuration", "type": "terraform-plan", "meta": {"name": "plan"}, "content": {"planned_values": {"root_module": {"resources": resources}}}}

resource(type, values) := {"type": type, "address": sprintf("%s.x", [type]), "values": values}

file(statement) := {"kind": "Configuration", "type": "bucket-policy", "meta": {"name": "p.json"}, "content": {"Statement": statement}}

keys(of) := out if {
	out := {v.key | some v in iam_14.violation} with input as of
}

everything := {"Effect": "Allow", "Action": "*", "Principal": {"AWS": "arn:aws:iam::1:root"}}

place(attribute) := sprintf("/planned_values/root_module/resources/0/values/%s *", [attribute])

test_policies_stand_in_three_attributes if {
	every attribute in ["policy", "assume_role_policy", "inline_policy"] {
		keys(plan([resource("aws_iam_role", {attribute: json.marshal({"Statement": [everything]})})])) == {place(attribute)}
	}
	keys(plan([resource("aws_iam_role", {"description": json.marshal({"Statement": [everything]})})])) == set()
	keys(plan([resource("aws_iam_role", {"policy": "no policy"})])) == set()
	keys(plan([resource("aws_iam_role", {"policy": {"Statement": [everything]}})])) == set()
}

test_what_is_no_resource_of_the_plan_is_none if {
	nested := resource("aws_iam_role", {"values": {"policy": json.marshal({"Statement": [everything]}), "member": "allUsers"}})
	keys(plan([nested])) == set()
}

test_modules_inside_the_root_are_looked_at_too if {
	inner := {"child_modules": [{"resources": [resource("google_storage_bucket_iam_member", {"member": "allUsers"})]}]}
	keys({"kind": "Configuration", "type": "terraform-plan", "meta": {"name": "plan"}, "content": {"planned_values": {"root_module": inner}}}) == {"google_storage_bucket_iam_member.x"}
}

test_members_that_are_everybody if {
	every member in ["allUsers", "allAuthenticatedUsers"] {
		keys(plan([resource("a", {"member": member})])) == {"a.x"}
		keys(plan([resource("a", {"members": [member]})])) == {"a.x"}
	}
	keys(plan([resource("a", {"member": "user:ana"})])) == set()
}

test_everybody_in_every_form if {
	every who in [{"Principal": "*"}, {"Principal": {"AWS": "*"}}, {"Principal": {"AWS": ["x", "*"]}}, {"NotPrincipal": {"AWS": "x"}}] {
		keys(file([object.union({"Effect": "Allow", "Action": "s3:GetObject"}, who)])) == {"/Statement/0 principal"}
		keys(file(object.union({"Effect": "Allow", "Action": "s3:GetObject"}, who))) == {"/Statement/0 principal"}
		keys(file([object.union({"Effect": "Deny", "Action": "s3:GetObject"}, who)])) == set()
		keys(file([object.union({"Effect": "Allow", "Action": "s3:GetObject", "Condition": {"Bool": {}}}, who)])) == set()
		keys(file([object.union({"Effect": "Allow", "Action": "s3:GetObject", "Condition": {}}, who)])) == {"/Statement/0 principal"}
	}
}

test_every_action_in_every_form if {
	some_who := {"Principal": {"AWS": "x"}}
	keys(file([object.union({"Effect": "Allow", "Action": "*"}, some_who)])) == {"/Statement/0 *"}
	keys(file([object.union({"Effect": "Allow", "Action": ["s3:Get*", "s3:*"]}, some_who)])) == {"/Statement/0 s3:*"}
	keys(file([object.union({"Effect": "Allow", "NotAction": "s3:Get"}, some_who)])) == {"/Statement/0 but s3:Get"}
	keys(file([object.union({"Effect": "Deny", "Action": "*"}, some_who)])) == set()
	keys(file([object.union({"Effect": "Deny", "NotAction": "s3:Get"}, some_who)])) == set()
}

applicable(of) if {
	iam_14.applicable with input as of
}

test_a_plan_without_policies_and_members_gives_nobody_anything if {
	not applicable(plan([resource("aws_instance", {"name": "i"})]))
	every attribute in ["policy", "assume_role_policy", "inline_policy", "member", "members"] {
		applicable(plan([resource("a", {attribute: "x"})]))
	}
	every type in iam_14.policy_types {
		applicable(plan([resource(type, {})]))
	}
	applicable({"type": "terraform-plan", "content": {}})
	applicable(file([]))
	not applicable({"type": "compose", "content": {}})
	not applicable(object.union(plan([resource("a", {"policy": "x"})]), {"type": "compose"}))
	not applicable(object.union(plan([resource("aws_iam_policy", {})]), {"type": "compose"}))
}

asked(of) := out if {
	out := count(iam_14.unknown) with input as of
}

test_policies_that_are_known_after_apply_are_asked_for if {
	every type in iam_14.policy_types - {"aws_kms_key"} {
		asked(plan([resource(type, {})])) == 1
		asked(plan([resource(type, {"policy": "{}"})])) == 0
	}
	asked(plan([resource("aws_kms_key", {})])) == 0
	asked(plan([resource("aws_instance", {})])) == 0
	asked({"type": "terraform-plan", "content": {}}) == 1
	asked({"type": "compose", "content": {}}) == 0
	asked(object.union(plan([resource("aws_iam_policy", {})]), {"type": "compose"})) == 0
}
