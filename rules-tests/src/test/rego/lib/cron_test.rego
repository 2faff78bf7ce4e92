package bulkhead.lib.cron_test

import rego.v1

import data.bulkhead.lib.cron

hour := 3600

day := 86400

# The longest time between two runs, in seconds.
gaps := {
	"@hourly": hour,
	"@daily": day,
	"@midnight": day,
	"@weekly": 7 * day,
	"@monthly": 31 * day,
	"@yearly": (31 + (11 * 31)) * day,
	"@annually": (31 + (11 * 31)) * day,
	"@daily-random": day,
	"@every 6h": 6 * hour,
	"0 * * * *": hour,
	"*/15 * * * *": 900,
	"0,10,40 * * * *": 1800,
	"5-25/10 * * * *": hour - 1200,
	"10/20 * * * *": 1200,
	"0 */6 * * *": 6 * hour,
	"30 1,13 * * *": 12 * hour,
	"0 2-4 * * *": 22 * hour,
	"0 3 * * ?": day,
	"0 3 ? * *": day,
	"0 3 * * 1": 7 * day,
	"0 3 * * sun,wed": 4 * day,
	"0 3 * * MON-FRI": 3 * day,
	"0 3 * * 0,7": 7 * day,
	"0 3 * * thu,sat": 5 * day,
	"0 3 * * tue,fri": 4 * day,
	"0 3 1 * *": 31 * day,
	"0 3 1,15 * *": 17 * day,
	"0 3 1 * 1": 7 * day,
	"0 3 1 jan,jul *": (31 + (5 * 31)) * day,
	"0 3 * feb,may,aug,nov *": (1 + (2 * 31)) * day,
	"0 3 * mar,jun,sep,dec *": (1 + (2 * 31)) * day,
	"0 3 * apr,oct *": (1 + (5 * 31)) * day,
	"0 0 3 * * *": day,
	"59 59 3 * * *": day,
	"59 * * * *": hour,
	"0 23 * * *": day,
	"0,30 0-22/2 * * *": (2 * hour) - 1800,
	"0 3 31 * *": 31 * day,
	"0 3 31 * 1": 7 * day,
	"0 3 1-28 * 0": 4 * day,
	"0 3 * * sun,tue": 5 * day,
	"0 3 * * mon,wed": 5 * day,
	"0 3 * * mon-tue": 6 * day,
	"0 3 * * wed-thu": 6 * day,
	"5-25/20 * * * *": hour - 1200,
}

test_gap[schedule] if {
	some schedule, seconds in gaps
	cron.gap(schedule) == seconds
}

test_what_is_not_understood_has_no_gap if {
	every schedule in ["", "@reboot", "0 3 * *", "0 3 * * * * *", "60 * * * *", "0 24 * * *", "0 3 0 * *", "0 3 32 * *", "0 3 * 13 *", "0 3 * 0 *", "0 3 * * 8", "0 3 * * friday", "*/0 * * * *", "5, * * * *", "@every soon", "1h", "0-59/x * * * *", "61-62 * * * *"] {
		not cron.gap(schedule)
	}
}
