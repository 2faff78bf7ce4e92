# METADATA
# description: What a file of Redis settings is, and whether it is all that its server reads.
package bulkhead.lib.cache

import rego.v1

# Sentinels watch servers and hold no data.
sentinel if input.directives.sentinel

# Settings that other files hold.
elsewhere if input.directives.include

# What OT-Container-Kit's operator adds to its own settings (additionalRedisConfig).
elsewhere if endswith(input.meta.name, "/redis-additional.conf")

# Whether the default user asks for a password: everybody is that user until they log in.
protected if {
	not input.directives.aclfile
	with_password
	not listed_default
}

# With aclfile requirepass has no effect (redis.conf).
protected if acl_file_seen

protected if {
	some user in input.users
	user.name == "default"
	not open(user)
}

# An empty password is none.
with_password if {
	some entry in input.directives.requirepass
	object.get(entry, "hint", "literal") != "empty"
}

listed_default if {
	some user in input.users
	user.name == "default"
}

open(user) if {
	user.enabled
	user.nopass
}

# Its users are judged where they stand.
acl_file_seen if {
	some entry in input.directives.aclfile
	base(entry.value) in user_files
}

user_files contains base(entity.meta.name) if {
	some entity in data.platform.kinds.Cache
	count(entity.directives) == 0
}

base(path) := parts[count(parts) - 1] if parts := split(path, "/")

acl_file_missing if {
	input.directives.aclfile
	not acl_file_seen
}

# A file of users alone says nothing of the server.
acl_only if {
	count(input.directives) == 0
	count(input.users) > 0
}
