# METADATA
# description: Durations as people write them (15m, 4h, 30d, 2w, 7y), and as Go prints them (720h0m0s).
package bulkhead.lib.duration

import rego.v1

unit := {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "y": 31536000}

# In seconds; undefined where the text is no duration.
seconds(text) := sum([n |
	some part in regex.find_all_string_submatch_n(`([0-9]+)([smhdwy])`, text, -1)
	n := to_number(part[1]) * unit[part[2]]
]) if {
	regex.match(`^([0-9]+[smhdwy])+$`, text)
}

days_in := {"day": 1, "week": 7, "month": 30, "year": 365}

# "3 months", "2 weeks 1 day"; empty where the text is nothing of the kind.
of_words(text) := sprintf("%dd", [sum([n |
	some part in regex.find_all_string_submatch_n(`([0-9]+) *(day|week|month|year)`, lower(text), -1)
	n := to_number(part[1]) * days_in[part[2]]
])]) if {
	regex.match(`^( *[0-9]+ *(day|week|month|year)s?,?)+ *$`, lower(text))
} else := ""

# In the largest unit that divides it.
text(n) := sprintf("%dd", [n / 86400]) if {
	n > 0
	n % 86400 == 0
} else := sprintf("%dh", [n / 3600]) if {
	n > 0
	n % 3600 == 0
} else := sprintf("%dm", [n / 60]) if {
	n > 0
	n % 60 == 0
} else := sprintf("%ds", [n])

# The age in seconds of a moment (RFC 3339).
age(moment) := floor((time.parse_rfc3339_ns(data.platform.now) - time.parse_rfc3339_ns(moment)) / 1000000000)

# Whole days since a moment (RFC 3339), and until one.
days_since(moment) := floor(age(moment) / unit.d)

days_until(moment) := floor((0 - age(moment)) / unit.d)
