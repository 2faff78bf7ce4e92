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

# An empty password is none.
protected if {
	some entry in input.directives.requirepass
	object.get(entry, "hint", "literal") != "empty"
}

protected if input.directives.aclfile

protected if {
	some user in input.users
	user.name == "default"
	not open(user)
}

open(user) if {
	user.enabled
	user.nopass
}

# A file of users alone says nothing of the server.
acl_only if {
	count(input.directives) == 0
	count(input.users) > 0
}

violation contains v if {
	not protected
	not acl_only
	not cache.elsewhere
	v := {
		"path": "",
		"key": "requirepass",
		"message": sprintf("%s sets neither a password nor ACL users", [input.meta.name]),
		"observed": "no requirepass, no aclfile",
		"expected": "requirepass, or an ACL without an open default user",
	}
}

violation contains v if {
	some user in input.users
	open(user)
	v := {
		"path": user.pointer,
		"key": user.name,
		"message": sprintf("%s lets user %s in without a password", [input.meta.name, user.name]),
		"observed": "nopass",
		"expected": "a password, or off",
		"fix": "Give the user a password, or switch it off.",
	}
}

unknown contains "no password is set here, and other files hold more of the settings" if {
	not protected
	cache.elsewhere
}
