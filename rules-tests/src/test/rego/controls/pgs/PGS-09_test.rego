package bulkhead.controls.pgs_09_test

import rego.v1

import data.bulkhead.controls.pgs_09

server(settings) := {"kind": "DatabaseServer", "meta": {"name": "db"}, "settings": {name: {"value": value, "pointer": sprintf("/%s", [name])} | some name, value in settings}}

judged(settings) := out if {
	out := [{[v.key, v.path] | some v in pgs_09.violation}, count(pgs_09.unknown)] with input as server(settings)
}

recorded := {"log_connections": "on", "log_disconnections": "on"}

audited := object.union(recorded, {"shared_preload_libraries": "pg_stat_statements,pgaudit", "pgaudit.log": "ddl"})

test_changes_of_the_structure_are_recorded if {
	judged(audited) == [set(), 0]
	every value in ["ddl", "mod", "all"] {
		judged(object.union(recorded, {"log_statement": value})) == [set(), 0]
	}
	judged(recorded) == [{["audit", ""]}, 0]
	judged(object.union(recorded, {"log_statement": "none"})) == [{["audit", "/log_statement"]}, 0]
}

test_who_is_connected_is_recorded if {
	every name in ["log_connections", "log_disconnections"] {
		judged(object.union(audited, {name: "off"})) == [{[name, sprintf("/%s", [name])]}, 0]
		judged(object.remove(audited, [name])) == [{[name, ""]}, 0]
	}
}

test_a_file_that_includes_others_may_leave_it_to_them if {
	judged(object.union(audited, {"include": "f"})) == [set(), 0]
	judged(object.union(recorded, {"include": "f"})) == [set(), 1]
	every name in ["log_connections", "log_disconnections"] {
		judged(object.remove(object.union(audited, {"include": "f"}), [name])) == [set(), 1]
		judged(object.union(audited, {"include": "f", name: "off"})) == [{[name, sprintf("/%s", [name])]}, 0]
	}
}
