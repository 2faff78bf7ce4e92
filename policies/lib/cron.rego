# METADATA
# description: >-
#   The worst gap between two runs of a cron schedule, in seconds. Fields are judged unit by unit, so
#   no calendar is walked. Where both days of the month and of the week are restricted cron runs on
#   either, and the smaller of the two gaps bounds the real one. Changes of daylight saving are not
#   counted.
package bulkhead.lib.cron

import rego.v1

import data.bulkhead.lib.duration

macros := {
	"@hourly": "0 * * * *",
	"@daily": "0 0 * * *",
	"@midnight": "0 0 * * *",
	"@weekly": "0 0 * * 0",
	"@monthly": "0 0 1 * *",
	"@yearly": "0 0 1 1 *",
	"@annually": "0 0 1 1 *",
}

# Undefined where the schedule is not understood.
gap(schedule) := duration.seconds(trim_space(trim_prefix(schedule, "@every "))) if {
	startswith(schedule, "@every ")
} else := fields_gap(macros[trim_suffix(schedule, "-random")]) if {
	startswith(schedule, "@")
} else := fields_gap(schedule)

# Of the six fields that CloudNativePG writes the first holds seconds.
fields_gap(text) := of_fields(fields) if {
	fields := regex.split(`\s+`, trim_space(text))
	count(fields) == 5
} else := of_fields(array.slice(fields, 1, 6)) if {
	fields := regex.split(`\s+`, trim_space(text))
	count(fields) == 6
}

of_fields(fields) := max([within_hour, between_hours, between_days]) * 60 if {
	minutes := values(fields[0], 0, 59, {})
	hours := values(fields[1], 0, 23, {})
	minute_span := max(minutes) - min(minutes)
	hour_span := max(hours) - min(hours)
	within_hour := step(minutes)
	between_hours := (step(hours) * 60) - minute_span
	between_days := (day_gap(fields[2], fields[3], fields[4]) * 1440) - ((hour_span * 60) + minute_span)
}

# The longest step between neighbours; 0 where there is one value.
step(numbers) := max(array.concat([0], steps)) if {
	sorted := sort(numbers)
	steps := [length |
		some i, number in sorted
		length := sorted[i + 1] - number
	]
}

around(numbers, length) := max([step(numbers), (min(numbers) + length) - max(numbers)])

any_day := {"*", "?"}

month_names := {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}

day_names := {"sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6}

# In days. A month counts 31.
day_gap(day, month, weekday) := month_gap(month) + days(day, weekday)

month_gap(month) := (around(values(month, 1, 12, month_names), 12) - 1) * 31

days(day, weekday) := 1 if {
	day in any_day
	weekday in any_day
} else := week(weekday) if {
	day in any_day
} else := around(values(day, 1, 31, {}), 31) if {
	weekday in any_day
} else := min([week(weekday), around(values(day, 1, 31, {}), 31)])

week(weekday) := around({day | some number in values(weekday, 0, 7, day_names); day := number % 7}, 7)

# The numbers that a field stands for; undefined where a part of it is not understood.
values(field, low, high, names) := out if {
	parts := split(lower(field), ",")
	ranges := [range_of(part, low, high, names) | some part in parts]
	count(ranges) == count(parts)
	out := {number |
		some range in ranges
		some number in numbers.range(range.from, range.to)
		(number - range.from) % range.step == 0
	}
	min(out) >= low
	max(out) <= high
}

range_of(part, low, high, names) := {"from": low, "to": high, "step": 1} if {
	part in any_day
} else := {"from": low, "to": high, "step": to_number(substring(part, 2, -1))} if {
	regex.match(`^\*/[1-9][0-9]?$`, part)
} else := {"from": number_of(part, names), "to": number_of(part, names), "step": 1} if {
	regex.match(`^[a-z0-9]+$`, part)
} else := {"from": number_of(pair[1], names), "to": number_of(pair[2], names), "step": step_of(pair[4])} if {
	some pair in regex.find_all_string_submatch_n(`^([a-z0-9]{1,3})-([a-z0-9]{1,3})(/([1-9][0-9]?))?$`, part, 1)
} else := {"from": number_of(pair[1], names), "to": high, "step": to_number(pair[2])} if {
	some pair in regex.find_all_string_submatch_n(`^([0-9]{1,2})/([1-9][0-9]?)$`, part, 1)
}

step_of(text) := 1 if {
	text == ""
} else := to_number(text)

number_of(text, names) := names[text]

number_of(text, _) := to_number(text) if regex.match(`^[0-9]{1,2}$`, text)
