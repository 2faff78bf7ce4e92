package bulkhead.controls.pgs_12_test

import rego.v1

import data.bulkhead.controls.pgs_12

server(operator, settings) := object.union(operator, {"kind": "DatabaseServer", "meta": {"name": "db"}, "settings": {name: {"value": value, "pointer": sprintf("/%s", [name])} | some name, value in settings}})

judged(operator, settings) := out if {
	out := [{[v.key, v.path] | some v in pgs_12.violation}, count(pgs_12.unknown)] with input as server(operator, settings) with data.platform.kinds as {}
}

of(settings) := judged({}, settings)

copied := {"archive_mode": "on", "archive_command": "cp %p /archive"}

test_a_server_that_archives if {
	of(copied) == [set(), 1]
	of(object.union(copied, {"archive_mode": "always"})) == [set(), 1]
	of({"archive_mode": "on", "archive_library": "basic_archive"}) == [set(), 1]
	of({"archive_mode": "off"}) == [{["archive_mode", "/archive_mode"]}, 0]
	of({}) == [{["archive_mode", ""]}, 0]
	judged({"operator": "patroni"}, {"archive_mode": "off"}) == [{["archive_mode", "/archive_mode"]}, 0]
	judged({"operator": "zalando"}, {"archive_mode": "off"}) == [set(), 0]
}

test_a_command_that_copies_nothing if {
	every command in ["", "true", "/bin/true", "/usr/bin/true", ":", "exit 0", "cd .", "echo %p", "  true  "] {
		of({"archive_mode": "on", "archive_command": command}) == [{["archive_command", "/archive_command"]}, 1]
		of({"archive_mode": "on", "archive_command": command, "archive_library": "basic_archive"}) == [set(), 1]
		of({"archive_mode": "off", "archive_command": command}) == [{["archive_mode", "/archive_mode"]}, 0]
	}
	every library in ["", "''"] {
		of({"archive_mode": "on", "archive_command": "true", "archive_library": library}) == [{["archive_command", "/archive_command"]}, 1]
		of({"archive_mode": "on", "archive_library": library}) == [{["archive_command", "/archive_mode"]}, 1]
	}
}

test_a_file_that_includes_others_may_leave_it_to_them if {
	of({"include": "f"}) == [set(), 1]
	of({"include": "f", "archive_mode": "on"}) == [set(), 1]
	of({"include": "f", "archive_mode": "off"}) == [{["archive_mode", "/archive_mode"]}, 0]
	judged({"operator": "zalando"}, {"include": "f"}) == [set(), 0]
}

test_what_recovery_needs if {
	of(object.union(copied, {"wal_level": "minimal"})) == [{["wal_level", "/wal_level"]}, 1]
	of(object.union(copied, {"wal_level": "replica"})) == [set(), 1]
}
