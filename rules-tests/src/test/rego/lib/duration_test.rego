package bulkhead.lib.duration_test

import rego.v1

import data.bulkhead.lib.duration

test_seconds[text] if {
	some text, seconds in {"30s": 30, "5m": 300, "2h": 7200, "1d": 86400, "1w": 604800, "1y": 31536000, "1h30m": 5400}
	duration.seconds(text) == seconds
}

test_what_is_no_duration_has_no_seconds if {
	every text in ["", "soon", "5", "h", "5 m", "x5m", "5mx"] {
		not duration.seconds(text)
	}
}

test_words[text] if {
	some text, days in {"1 day": "1d", "2 weeks": "14d", "3 months": "90d", "1 year": "365d", "1 week 2 days": "9d", "2 Weeks, 1 Day": "15d", "1week": "7d"}
	duration.of_words(text) == days
}

test_other_words_are_empty if {
	every text in ["", "soon", "3", "3 hours", "for 3 days"] {
		duration.of_words(text) == ""
	}
}

test_text_is_in_the_largest_unit_that_divides[text] if {
	some text, seconds in {"2d": 172800, "25h": 90000, "1h": 3600, "90m": 5400, "61s": 61, "0s": 0, "1d": 86400, "1m": 60, "1s": 1, "-86400s": -86400, "-3600s": -3600, "-60s": -60}
	duration.text(seconds) == text
}

at(moment, days) if {
	duration.days_since(moment) == days with data.platform.now as "2026-11-21T12:00:00Z"
}

test_whole_days_since_a_moment if {
	at("2026-11-20T12:00:00Z", 1)
	at("2026-11-20T12:00:01Z", 0)
	at("2026-11-11T12:00:00Z", 10)
}

test_the_age_is_in_whole_seconds if {
	duration.age("2026-11-21T11:58:59.5Z") == 60 with data.platform.now as "2026-11-21T12:00:00Z"
}

test_whole_days_until_a_moment if {
	duration.days_until("2026-11-23T12:00:00Z") == 2 with data.platform.now as "2026-11-21T12:00:00Z"
	duration.days_until("2026-11-23T11:59:59Z") == 1 with data.platform.now as "2026-11-21T12:00:00Z"
}
