# METADATA
# title: "Dangerous commands are denied to application users"
# description: >-
#   FLUSHALL, CONFIG, DEBUG, MODULE and KEYS end the day for every tenant of an instance.
# related_resources:
#   - https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/
# custom:
#   id: RED-06
#   severity: medium
#   evidence: files
#   sources: [retail-hardening]
#   kinds: [Cache]
#   remediation: >-
#     Give application users +@all -@dangerous -@admin (or less), or rename the commands away.
#   example: |
#     user north on #<hash> ~north:* +@all -@dangerous
#   parameters:
#     cacheAdministrators: {default: [default, admin, replica, sentinel, exporter], description: "ACL users that are no application users"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-7", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.18", coverage: partial}
package bulkhead.controls.red_06

import rego.v1

applicable if count(application_users) > 0

applicable if passworded

passworded if input.directives.requirepass

administrators := {name | some name in data.parameters.cacheAdministrators}

application_users := [user |
	some user in input.users
	user.enabled
	not user.name in administrators
]

all_commands(user) if {
	some rule in user.commands
	rule in {"+@all", "allcommands"}
}

# The last word on a category counts.
denied(user) if {
	some i, rule in user.commands
	rule == "-@dangerous"
	every j, later in user.commands {
		not regranted(i, j, later)
	}
}

regranted(i, j, later) if {
	j > i
	later in {"+@all", "allcommands", "+@dangerous"}
}

violation contains v if {
	some user in application_users
	all_commands(user)
	not denied(user)
	v := {
		"path": user.pointer,
		"key": user.name,
		"message": sprintf("%s lets user %s run dangerous commands", [input.meta.name, user.name]),
		"observed": concat(" ", user.commands),
		"expected": "-@dangerous behind +@all, or single categories",
	}
}

# Without +@all: commands of the category @dangerous that destroy, reconfigure or lead elsewhere, one by one.
perilous := {"+@dangerous", "+@admin", "+flushall", "+flushdb", "+config", "+debug", "+shutdown", "+module", "+acl", "+replicaof", "+slaveof", "+migrate", "+restore", "+bgrewriteaof", "+swapdb", "+cluster", "+failover"}

given(user) := [rule |
	some i, rule in user.commands
	rule in perilous
	every j, later in user.commands {
		not taken(rule, i, j, later)
	}
]

taken(rule, i, j, later) if {
	j > i
	later in {sprintf("-%s", [trim_prefix(rule, "+")]), "-@all", "-@dangerous"}
}

violation contains v if {
	some user in application_users
	not undenied(user)
	rules := given(user)
	count(rules) > 0
	v := {
		"path": user.pointer,
		"key": user.name,
		"message": sprintf("%s lets user %s run dangerous commands", [input.meta.name, user.name]),
		"observed": concat(" ", rules),
		"expected": "single categories without @dangerous",
	}
}

undenied(user) if {
	all_commands(user)
	not denied(user)
}

renamed contains upper(split(trim_space(entry.value), " ")[0]) if some entry in input.directives["rename-command"]

must_go := {"FLUSHALL", "FLUSHDB", "CONFIG", "DEBUG"}

violation contains v if {
	passworded
	count(input.users) == 0
	not input.directives.aclfile
	missing := must_go - renamed
	count(missing) > 0
	v := {
		"path": input.directives.requirepass[0].pointer,
		"key": "requirepass",
		"message": sprintf("%s lets whoever has the password run dangerous commands", [input.meta.name]),
		"observed": sprintf("one password for all commands, %s among them", [concat(", ", sort(missing))]),
		"expected": "ACL users without @dangerous",
		"fix": "Use ACL users with +@all -@dangerous -@admin (or less), or rename the commands away.",
	}
}
