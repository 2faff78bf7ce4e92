# METADATA
# title: "Redis asks for authentication"
# description: >-
#   Without a password whoever reaches the port reads sessions and runs commands.
# related_resources:
#   - https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/
# custom:
#   id: RED-01
#   severity: critical
#   evidence: files
#   sources: [distribution-hardening, retail-hardening]
#   kinds: [Cache]
#   remediation: >-
#     Set requirepass, or ACL users with passwords and user default off.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IA-2", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "8.3.1", coverage: partial}
package bulkhead.controls.red_01

import rego.v1

import data.bulkhead.lib.cache

applicable if not cache.sentinel

violation contains v if {
	not cache.protected
	not cache.acl_only
	not cache.elsewhere
	not cache.acl_file_missing
	not open_default
	v := {
		"path": "",
		"key": "requirepass",
		"message": sprintf("%s sets neither a password nor ACL users", [input.meta.name]),
		"observed": "no requirepass, no aclfile",
		"expected": "requirepass, or an ACL without an open default user",
	}
}

open_default if {
	some user in input.users
	user.name == "default"
	cache.open(user)
}

violation contains v if {
	some user in input.users
	cache.open(user)
	v := {
		"path": user.pointer,
		"key": user.name,
		"message": sprintf("%s lets user %s in without a password", [input.meta.name, user.name]),
		"observed": "nopass",
		"expected": "a password, or off",
		"fix": "Give the user a password, or switch it off.",
	}
}

# A file of users that does not speak of the default user leaves it as it is made: open to all (Redis documentation, ACL).
violation contains v if {
	cache.acl_only
	not cache.listed_default
	v := {
		"path": "",
		"key": "default",
		"message": sprintf("%s leaves the default user as it is: without a password", [input.meta.name]),
		"observed": "no line user default",
		"expected": "user default off, or with a password",
	}
}

unknown contains "no password is set here, and other files hold more of the settings" if {
	not cache.protected
	cache.elsewhere
}

unknown contains sprintf("the users are in %s, which is not in this input", [input.directives.aclfile[0].value]) if cache.acl_file_missing
