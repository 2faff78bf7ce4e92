# METADATA
# description: >-
#   Lines of pg_hba.conf. The first line that fits a connection decides (PostgreSQL documentation,
#   20.1), so a line that turns away shields those below it.
package bulkhead.lib.hba

import rego.v1

# Connections from the machine itself.
loopback(line) if line.address in {"localhost", "samehost", "::1/128", "::1"}

loopback(line) if startswith(line.address, "127.")

# The kinds of connection from a network that a type of line fits.
kinds := {
	"host": {"tls", "plain"},
	"hostnogssenc": {"tls", "plain"},
	"hostssl": {"tls"},
	"hostnossl": {"plain"},
	"hostgssenc": {"gss"},
}

# Of a name both families may be meant.
families(line) := {"IPv6"} if {
	contains(line.address, ":")
} else := {"IPv4"} if {
	regex.match(`^[0-9.]+([/ ].*)?$`, line.address)
} else := {"IPv4", "IPv6"}

# All addresses of a family, whatever bits stand before the mask.
whole(line, _) if line.address == "all"

whole(line, family) if {
	regex.match(`(/0+| 0\.0\.0\.0| ::0?)$`, line.address)
	family in families(line)
}

# More than any network of one's own has: so short a mask leaves the Internet in.
world(line) if line.address == "all"

world(line) if {
	"IPv4" in families(line)
	regex.match(`(/[0-7]| (0|128|192|224|240|248|252|254)\.0\.0\.0)$`, line.address)
}

world(line) if {
	"IPv6" in families(line)
	regex.match(`(/[0-3]| ::0?)$`, line.address)
}

# Whether lines above turn away a kind of connection as a user from wherever: index is that of the line asked about.
turned_away(index, kind, user, wanted) if {
	every family in wanted {
		some i, line in input.lines
		i < index
		line.method == "reject"
		kind in kinds[line.type]
		"all" in line.databases
		of_user(line, user)
		whole(line, family)
	}
}

of_user(line, _) if "all" in line.users

of_user(line, user) if user in line.users

# Behind a slash stands a regular expression (PostgreSQL 16).
meant(line, user) if of_user(line, user)

meant(line, user) if {
	some name in line.users
	startswith(name, "/")
	regex.match(substring(name, 1, -1), user)
}

# What decides about connections and is not in this input. Lines of an included file that is are judged there.
unread contains sprintf("%s includes %s, which is not in this input", [input.meta.name, file]) if {
	some line in input.lines
	startswith(line.type, "include")
	file := object.get(line.options, "file", "others")
	not included(line)
}

unread contains sprintf("%s takes names from %s, which is not read: needs them in the line", [input.meta.name, name]) if {
	some line in input.lines
	some names in [line.databases, line.users]
	some name in names
	startswith(name, "@")
}

included(line) if {
	line.type != "include_dir"
	parts := split(line.options.file, "/")
	some other in data.platform.kinds.HostBasedAuthentication
	other.meta.id != input.meta.id
	last := split(other.meta.name, "/")
	last[count(last) - 1] == parts[count(parts) - 1]
}

# Maps of pg_ident.conf, of the same resource or folder; else of the only file of the input.
maps := beside if {
	count(beside) > 0
} else := candidates if {
	count(candidates) == 1
} else := {}

candidates := object.get(data.platform.kinds, "IdentityMaps", {})

beside := object.get(by_place, place(input), {})

by_place[place(entity)][id] := entity if some id, entity in candidates

place(entity) := sprintf("%s %s/%s", [entity.meta.resourceKind, object.get(entity.meta, "namespace", ""), entity.meta.name]) if {
	entity.meta.apiVersion
} else := regex.replace(entity.meta.source.uri, `[^/]*$`, "")

entries(name) := [{"entity": entity.meta.id, "line": line} |
	some entity in maps
	some line in entity.lines
	line.map == name
]

# CloudNativePG, PostgreSQL Configuration, The pg_ident section: the operator's own maps.
operators_own := {"local", "cnpg_streaming_replica", "cnpg_pooler_pgbouncer"}

unknown_map(line) if {
	name := line.options.map
	count(entries(name)) == 0
	not ours(name)
	not refused
}

ours(name) if {
	startswith(input.meta.apiVersion, "postgresql.cnpg.io/")
	name in operators_own
}

# A map without lines lets nobody in, where all lines of the file are seen.
refused if {
	count(maps) > 0
	every entity in maps {
		every line in entity.lines {
			not startswith(line.map, "include")
		}
	}
}

# Two names that have nothing in common: what fits both fits everybody.
strangers := ["x", "nobody@elsewhere.example"]

everybody(entry) if {
	startswith(entry.line.system, "/")
	every stranger in strangers {
		regex.match(substring(entry.line.system, 1, -1), stranger)
	}
}
