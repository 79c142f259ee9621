"""The timeline as a calendar: icalendar reads it."""
import icalendar

from gloss import Case


class Calendar(Case):
    def test_every_dated_row_is_an_event(self):
        data = self.gloss("timeline", "harbour.txt", "--format", "ics")
        calendar = icalendar.Calendar.from_ical(data)
        days = sorted(event.decoded("DTSTART").isoformat() for event in calendar.walk("VEVENT"))
        self.assertIn("2019-06-03", days)
        self.assertIn("2014-01-01", days)
        for event in calendar.walk("VEVENT"):
            self.assertTrue(event.decoded("UID"))
            self.assertGreater(event.decoded("DTEND"), event.decoded("DTSTART"))
