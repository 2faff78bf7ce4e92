package bulkhead.controls.ten_11_test

import rego.v1

import data.bulkhead.controls.ten_11

server(more) := object.union({"kind": "DatabaseServer", "tenant": "a", "meta": {"name": "postgresql.conf", "labels": {}, "annotations": {}}, "owner": {}, "settings": {}}, more)

of_tenant(class) := {"declared": true, "tenants": {"a": {"dataClassification": class}, "b": {"dataClassification": "public"}}}

says(label, value) := {"meta": {"labels": {label: value}}}

notes(label, value) := {"meta": {"annotations": {label: value}}}

class(more, platform) := out if {
	out := ten_11.classification with input as server(more) with data.platform as platform
}

test_what_is_said_nearest_counts if {
	every label in ["bulkhead.dev/data-classification", "data-classification", "dataClassification"] {
		class(says(label, "Internal"), of_tenant("restricted")) == "internal"
		class(notes(label, "Internal"), of_tenant("restricted")) == "internal"
		class(object.union(says(label, "public"), notes(label, "restricted")), of_tenant("secret")) == "public"
	}
	class({"meta": {"annotations": {"data-classification": "public"}, "labels": {"dataClassification": "Secret"}}}, of_tenant("x")) == "secret"
	class({}, of_tenant("Restricted")) == "restricted"
}

shared := object.union(object.remove(server({}), ["tenant"]), {"owner": {"shared": true}})

test_a_store_of_all_tenants_holds_what_they_hold if {
	ten_11.classification == "of its tenants" with input as shared with data.platform as of_tenant("secret")
	not ten_11.classification with input as shared with data.platform as {"tenants": {"a": {"dataClassification": "public"}, "b": {}}}
	ten_11.classification == "internal" with input as object.union(shared, says("data-classification", "internal")) with data.platform as of_tenant("secret")
	ten_11.classification == "internal" with input as object.union(shared, notes("data-classification", "internal")) with data.platform as of_tenant("secret")
	ten_11.restricted with input as shared with data.platform as of_tenant("secret")
	not ten_11.restricted with input as shared with data.platform as of_tenant("public")
}

keys(more, platform) := out if {
	out := {v.key | some v in ten_11.violation} with input as server(more) with data.platform as platform
}

both := {"settings": {"ssl": {"value": "on", "pointer": "/s"}, "log_connections": {"value": "on", "pointer": "/l"}}}

test_what_restricted_data_needs if {
	every value in ["restricted", "secret", "highly-confidential"] {
		keys({}, of_tenant(value)) == {"ssl", "log_connections"}
		keys(both, of_tenant(value)) == set()
		every off in ["off", "False", "no", "0"] {
			keys(object.union(both, {"settings": {"ssl": {"value": off}}}), of_tenant(value)) == {"ssl"}
			keys({"operator": "zalando", "settings": {"ssl": {"value": off, "pointer": "/s"}}}, of_tenant(value)) == {"ssl"}
		}
		keys({"operator": "zalando"}, of_tenant(value)) == set()
		keys({"kind": "Cache"}, of_tenant(value)) == set()
		keys({"kind": "Cache", "settings": {"ssl": {"value": "off", "pointer": "/s"}}}, of_tenant(value)) == set()
	}
	keys({}, of_tenant("internal")) == set()
}

test_without_a_class_it_is_asked_for if {
	keys({}, {"declared": true, "tenants": {"a": {}}}) == {"classification"}
	keys({}, {"declared": false, "tenants": {}}) == set()
	count(ten_11.unknown) == 1 with input as server({}) with data.platform as {"tenants": {}}
	count(ten_11.unknown) == 0 with input as server({}) with data.platform as of_tenant("public")
}
