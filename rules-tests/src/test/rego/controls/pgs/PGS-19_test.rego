package bulkhead.controls.pgs_19_test

import rego.v1

import data.bulkhead.controls.pgs_19

server(settings) := {"kind": "DatabaseServer", "meta": {"name": "db"}, "settings": {name: {"value": value, "pointer": sprintf("/%s", [name])} | some name, value in settings}}

judged(settings) := out if {
	out := [{[v.key, v.path, v.observed] | some v in pgs_19.violation}, count(pgs_19.unknown)] with input as server(settings)
}

both := {"shared_preload_libraries": "pg_stat_statements", "log_min_duration_statement": "500ms"}

test_statistics_and_slow_statements if {
	judged(both) == [set(), 0]
	judged(object.union(both, {"shared_preload_libraries": "pgaudit"})) == [{["pg_stat_statements", "/shared_preload_libraries", "shared_preload_libraries = pgaudit"]}, 0]
	judged(object.union(both, {"shared_preload_libraries": "pgaudit", "pg_stat_statements.max": "1"})) == [{["pg_stat_statements", "/shared_preload_libraries", "shared_preload_libraries = pgaudit"]}, 0]
	judged(object.union(both, {"log_min_duration_statement": "-1"})) == [{["log_min_duration_statement", "/log_min_duration_statement", "log_min_duration_statement = -1"]}, 0]
	judged({}) == [
		{
			["pg_stat_statements", "", "shared_preload_libraries is not set (nothing)"],
			["log_min_duration_statement", "", "log_min_duration_statement is not set (-1)"],
		},
		0,
	]
}

test_a_file_that_includes_others_may_leave_it_to_them if {
	every name in ["shared_preload_libraries", "log_min_duration_statement"] {
		judged(object.union({"include": "f"}, object.remove(both, [name]))) == [set(), 1]
	}
	judged(object.union({"include": "f"}, both)) == [set(), 0]
	judged({"include": "f", "shared_preload_libraries": "pgaudit", "log_min_duration_statement": "-1"})[1] == 0
}
