package bulkhead.lib.selector_test

import rego.v1

import data.bulkhead.lib.selector

labels := {"app": "odoo", "tier": "web"}

requirement(key, operator, values) := {"matchExpressions": [{"key": key, "operator": operator, "values": values}]}

test_no_criterion_matches_all if selector.matches({}, labels)

test_labels_match_where_all_do if {
	selector.matches({"matchLabels": {"app": "odoo", "tier": "web"}}, labels)
	not selector.matches({"matchLabels": {"app": "odoo", "tier": "db"}}, labels)
	not selector.matches({"matchLabels": {"zone": "a"}}, labels)
}

test_in_wants_the_label_with_one_of_the_values if {
	selector.matches(requirement("app", "In", ["redis", "odoo"]), labels)
	not selector.matches(requirement("app", "In", ["redis"]), labels)
	not selector.matches(requirement("zone", "In", ["a"]), labels)
}

test_not_in_holds_for_other_values_and_without_the_label if {
	selector.matches(requirement("app", "NotIn", ["redis"]), labels)
	selector.matches(requirement("zone", "NotIn", ["a"]), labels)
	not selector.matches(requirement("app", "NotIn", ["redis", "odoo"]), labels)
}

test_exists_and_does_not_exist_ask_for_the_key_alone if {
	selector.matches(requirement("app", "Exists", []), labels)
	not selector.matches(requirement("zone", "Exists", []), labels)
	selector.matches(requirement("zone", "DoesNotExist", []), labels)
	not selector.matches(requirement("app", "DoesNotExist", []), labels)
}

test_all_criteria_must_hold if {
	both := {"matchLabels": {"app": "odoo"}, "matchExpressions": [{"key": "tier", "operator": "In", "values": ["db"]}]}
	not selector.matches(both, labels)
}
