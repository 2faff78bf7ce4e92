# METADATA
# description: Numbers with their nouns.
package bulkhead.lib.words

import rego.v1

# counted(1, "day") is "1 day", counted(2, "identity") "2 identities".
counted(1, noun) := sprintf("1 %s", [noun])

counted(number, noun) := sprintf("%v %s", [number, plural(noun)]) if number != 1

plural(noun) := sprintf("%sies", [trim_suffix(noun, "y")]) if {
	regex.match(`[^aeiou]y$`, noun)
} else := sprintf("%ss", [noun])
