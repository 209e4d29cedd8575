export default {
  "form": {
    "lead": "Fill in what you know; what is still missing or risky stands beside it. Nobody sees the sale until you publish it.",
    "publish": "Publish",
    "save": "Save the changes",
    "missing": "There is no such sale",
    "missingWords": "It may be somebody else's, or its address is mistyped.",
    "about": {
      "heading": "What it is",
      "title": "Title",
      "id": "Short name",
      "idHint": "It stands in the sale's address and cannot be changed later: small letters, digits and hyphens.",
      "description": "Description",
      "descriptionHint": "Plain text, or Markdown: lists, headings, links, bold words.",
      "goods": "What one unit is called",
      "goodsAre": {
        "AUTO": "As it follows from the rest",
        "TICKET": "A ticket",
        "ITEM": "An item"
      },
      "zone": "Time zone",
      "zoneHint": "All times of this form are by the clocks there, as in Asia/Shanghai.",
      "starts": "The event begins",
      "ends": "The event ends",
      "place": "Place",
      "organiser": "Organiser",
      "picture": "Picture",
      "pictureHint": "JPEG or PNG, at most 8 MB. It is shown 16 to 9.",
      "picturePreview": "The picture as it is shown",
      "pictureRemove": "Take the picture away"
    },
    "times": {
      "heading": "When it sells",
      "opens": "Opens",
      "closes": "Closes",
      "closesHint": "Leave it empty for a sale that somebody closes.",
      "zone": "Times are those of {zone}: {name}."
    },
    "goods": {
      "heading": "What is sold",
      "currency": "Currency",
      "tiers": "Tiers and prices",
      "tier": "Tier {number}",
      "addTier": "Add a tier",
      "name": "Name",
      "id": "Short name",
      "price": "Price",
      "capacity": "Units",
      "sort": "Kind"
    },
    "packet": {
      "total": "Amount in all",
      "shares": "Shares",
      "split": "How it is split",
      "doubleMean": "At random, around the mean",
      "uniformCuts": "At random, anything may happen",
      "equal": "In equal shares"
    },
    "seats": {
      "none": "You have no seat map yet.",
      "draw": "Draw a hall",
      "map": "Seat map",
      "mapHint": "The version of a map that was imported: 64 characters.",
      "mine": "My seat maps",
      "choose": "Choose one",
      "file": "Or send a file",
      "fileHint": "A map as JSON, or a table of seats as CSV.",
      "has": {
        "one": "{count} seat in {sections} sections: {tiers}.",
        "other": "{count} seats in {sections} sections: {tiers}."
      },
      "ofTier": "{id} {count}",
      "and": ", ",
      "count": {
        "one": "{count} seat",
        "other": "{count} seats"
      },
      "orphans": "Single seats that would be left",
      "orphansAre": {
        "soft": "Refused as long as there is a better choice",
        "strict": "Always refused",
        "off": "Allowed"
      },
      "withheld": "Withheld seats",
      "withheldHint": "By their names, as A-1, one a line: not for sale until you release them.",
      "moved": "Seats in another tier than the map says",
      "movedHint": "A tier on a line, by its short name: box = A-1, A-2."
    },
    "train": {
      "way": "Which train",
      "ways": {
        "new": "A train that I tell here",
        "earlier": "A train that I sold before"
      },
      "earlier": "An earlier sale of it",
      "choose": "Choose one",
      "version": "The train's version",
      "takeOver": "Take its train over, to change it",
      "has": {
        "one": "{name} from {from} to {to}: {count} stop, {classes} classes.",
        "other": "{name} from {from} to {to}: {count} stops, {classes} classes."
      },
      "date": "Date",
      "closes": "Minutes before it leaves",
      "closesHint": "Each stretch is sold until so long before it leaves the stop where it begins.",
      "id": "Train number",
      "name": "Name for people",
      "stops": "Stops",
      "stopsHint": "Times as HH:MM; later than 24:00 is the next day. The first stop only departs, the last only arrives.",
      "addStop": "Add a stop",
      "stop": "Stop {number}",
      "arrives": "Arrives",
      "departs": "Departs",
      "aliases": "Also called",
      "aliasesHint": "Other names that people search for, with commas between.",
      "noBoarding": "Nobody gets on here",
      "noAlighting": "Nobody gets off here",
      "classes": "Classes",
      "addClass": "Add a class",
      "class": "Class {number}",
      "hops": "Price of each hop",
      "hopsHint": "From stop to stop, one behind the other, with spaces between.",
      "fares": "Prices of longer stretches",
      "faresHint": "Where a stretch costs something else than its hops together, one a line: a > c = 150.00, stops by their short names.",
      "cars": "Cars",
      "addCar": "Add a car",
      "car": "Car {number}",
      "carId": "Car number",
      "carClass": "Short name of its class",
      "rows": "Rows",
      "seats": "Seats of a row",
      "seatsHint": "Letters, with a space for the aisle.",
      "benches": "Or each seat by itself",
      "benchesHint": "Seats side by side on a line, with spaces between: 1A 1B. Instead of rows.",
      "numbers": "Seats get their numbers",
      "numbersHint": "Empty: at once. Later wastes no seat: everybody is seated at that time."
    },
    "order": {
      "heading": "Who is served first",
      "mode": "Order",
      "modes": {
        "FIRST_COME": "First come, first served",
        "SHUFFLED": "All who gathered, in an order that is drawn",
        "LOTTERY": "A lottery among those who entered",
        "SPLIT": "A part by lottery, the rest from the opening on"
      },
      "hints": {
        "FIRST_COME": "The queue decides, from the first second on.",
        "SHUFFLED": "Whoever is there before the opening has the same chance; who comes later is behind them.",
        "LOTTERY": "Nobody has to be quick. Those who are drawn get a hold, the others wait by their rank.",
        "SPLIT": "Both at once: a part is drawn, the rest is sold to whoever comes."
      },
      "gatherFrom": "People gather from",
      "gatherUntil": "Until",
      "gatherUntilHint": "Empty: until it opens.",
      "entriesFrom": "Entries from",
      "entriesUntil": "Entries until",
      "entriesUntilHint": "At most until it opens.",
      "pay": "Seconds to pay for those drawn",
      "payHint": "86,400 are a day.",
      "share": "Percent for the lottery",
      "fairness": "What proves the draw",
      "fairs": {
        "beacon": "A public beacon (drand)",
        "parties": "Secrets of several parties",
        "both": "A public beacon, and secrets of one or several parties",
        "unproven": "Nothing: it is not proven"
      },
      "fairHints": {
        "beacon": "The round follows from when entries are sealed; say that first.",
        "parties": "Each party keeps a secret and gives its SHA-256 now; the draw waits for all of them.",
        "both": "The draw waits for the beacon and for all secrets. The round follows from when entries are sealed.",
        "unproven": "People are shown that you could choose who wins."
      },
      "parties": "SHA-256 of the secrets",
      "partiesHint": "One a line: 64 digits of 0-9 and a-f. Two at least, or one beside a beacon.",
      "makeSecret": "Make a secret",
      "makeSecretHint": "Its SHA-256 is put into the list.",
      "secretHere": "Your secret",
      "secretWords": "Write it down now: it is shown once and kept nowhere. Tell it on the sale's page when the entries are sealed; without it nothing is drawn.",
      "round": "Round {round} of the beacon, known {time}: nobody knows it while people enter."
    },
    "rules": {
      "heading": "What one person may have",
      "limit": "Units for each person",
      "hold": "Seconds to pay",
      "holdHint": "How long something is held while it is paid.",
      "offer": "Seconds for an offer",
      "offerHint": "For those who waited. Empty: as long as a hold, 900 at least.",
      "waitlist": "Places on the waitlist",
      "waitlistHint": "In each tier, after it is sold out. Empty: nobody waits.",
      "overbook": "Orders in percent of the stock",
      "overbookHint": "The first to pay get it.",
      "take": "When stock is taken",
      "takes": {
        "HOLD": "Held at the order, sold at the payment",
        "ORDER": "At the order, for good",
        "PAYMENT": "At the payment: the first to pay"
      },
      "owner": "Merchant",
      "ownerHint": "Whose sale it is. Empty: yours, or as it was.",
      "mixed": "One order may have several tiers",
      "mixedHint": "As two adults and a child. Such an order never waits on a list."
    },
    "guards": {
      "heading": "What keeps programs and storms out",
      "captcha": "A captcha",
      "captchaHint": "A puzzle that the browser solves by itself; the more people ask, the harder.",
      "pass": "A pass, fetched before the opening",
      "passHint": "Identity and all the rest is asked once, before the rush.",
      "slowLane": "Answer suspects slowly and vaguely",
      "slowLaneHint": "Instead of teaching them by a refusal.",
      "eligible": "Who may buy",
      "eligibles": {
        "all": "Everybody",
        "codes": "Whoever has a code",
        "list": "Whoever is on a list",
        "claim": "Whoever has a property"
      },
      "list": "Name of the list",
      "listHint": "Import it once the sale is published.",
      "claim": "Property in the token",
      "claimHint": "Your identity provider says it of people.",
      "codesHint": "Make codes, or import your own, on the sale's page, once it is published.",
      "room": "Waiting room",
      "roomHint": "Lets people in at a pace. Leave it empty for none.",
      "perMinute": "People a minute",
      "inside": "Inside at once, at most",
      "more": "More",
      "rate": "Limits of its own",
      "rateHint": "So many requests to buy in so many seconds.",
      "userRequests": "Requests of a person",
      "userSeconds": "In seconds",
      "addressRequests": "Requests of an address",
      "addressSeconds": "In seconds"
    },
    "crowd": {
      "heading": "How many will come",
      "people": "People who are expected",
      "peopleHint": "For the plan of machines; it is not part of the sale.",
      "within": "Within so many seconds"
    },
    "check": {
      "heading": "Would it open?",
      "before": "It is checked as you fill it in.",
      "again": "Check again",
      "good": "It would open, and nothing looks risky.",
      "risky": {
        "one": "It would open. {count} thing is worth a second look:",
        "other": "It would open. {count} things are worth a second look:"
      },
      "wrong": {
        "one": "Not yet: {count} thing is missing or wrong.",
        "other": "Not yet: {count} things are missing or wrong."
      },
      "failed": "It could not be checked: {why}",
      "colon": ": ",
      "inRow": "{row}, {label}",
      "part": "Number {number}: {detail}"
    },
    "plan": {
      "heading": "Machines for {crowd} people in {within} s",
      "rate": "At the opening",
      "perSecond": {
        "one": "{count} request/s",
        "other": "{count} requests/s"
      },
      "soldOut": "Sold out after",
      "allHave": "All have bought after",
      "lastAnswer": "Last answer after",
      "seconds": "{seconds} s",
      "oneProcess": "One process on a machine of {cores} cores and {memory} GB does it, with PostgreSQL beside it.",
      "carried": {
        "one": "What runs now carries it: {count} gateway of {cores} cores and {connections} connections.",
        "other": "What runs now carries it: {count} gateways of {cores} cores and {connections} connections each."
      },
      "notCarried": {
        "one": "More than what runs now carries: {count} gateway of {cores} cores and {connections} connections.",
        "other": "More than what runs now carries: {count} gateways of {cores} cores and {connections} connections each."
      },
      "what": "Role",
      "nodes": "Machines",
      "cores": "Cores",
      "memoryGb": "GB",
      "megabits": "Mbit/s",
      "of": {
        "gateway": "Gateways",
        "ticket": "Ticket services",
        "admin": "Administration",
        "redis": "Redis",
        "postgres": "PostgreSQL"
      }
    },
    "preview": {
      "open": "Look at it as a buyer",
      "close": "Back to the form",
      "window": "On sale from {from} until {to}",
      "from": "On sale from {from}",
      "notYet": "Nobody sees this yet."
    },
    "ask": {
      "title": "Publish “{title}”?",
      "words": "Everybody sees it from now on. It opens {time}.",
      "atOnce": "Everybody sees it from now on, and can buy at once: {time}, when it opens, is over.",
      "risks": {
        "one": "{count} thing is worth a second look.",
        "other": "{count} things are worth a second look."
      }
    },
    "copy": {
      "of": "This is a copy of “{title}”: all but its short name. Move its times first.",
      "days": "Days later",
      "move": "Move all times",
      "moved": {
        "one": "All times are {count} day later.",
        "other": "All times are {count} days later."
      }
    },
    "draft": {
      "kept": "What you typed before was kept in this tab.",
      "startOver": "Start over"
    },
    "saved": {
      "heading": "Draft of a sale",
      "save": "Save draft",
      "not": "Not saved as a draft: what you type is kept in this tab alone.",
      "at": "Saved {time} by {by}.",
      "since": "Saved {time} by {by}. What you changed since is in this tab alone.",
      "delete": "Delete the draft",
      "conflict": "{by} saved this draft at {time}, after you had opened it. What you typed is still here.",
      "conflictOwn": "You saved this draft at {time} in another window, after you had opened it here. What you typed here is still here.",
      "differs": "{label}: {there} is saved, {here} is here.",
      "quoted": "“{text}”",
      "nothing": "nothing",
      "more": { "one": "And {count} field more.", "other": "And {count} fields more." },
      "otherRows": "A list has more rows where it is saved.",
      "same": "Both say the same.",
      "yes": "yes",
      "no": "no",
      "theirs": "Take what is saved, drop mine",
      "mine": "Keep mine, replace what is saved",
      "published": "Somebody published this draft meanwhile: it is a sale now.",
      "gone": "Somebody deleted this draft meanwhile. What you typed is still here: saving it makes a new draft.",
      "missing": "There is no such draft",
      "missingWords": "It was deleted, or it is somebody else's."
    },
    "edit": {
      "lead": "“{title}”: changes are seen by everybody once they are saved.",
      "fixed": "Fixed by now: the sale has opened, or took entries, and buyers rely on this. Units are added or taken away on the sale's page.",
      "fixedOpening": "The opening is fixed by now; the end can be moved.",
      "fixedTake": "When stock is taken is fixed by now.",
      "saved": "Saved.",
      "asBuyer": "Look at it as a buyer",
      "back": "To the sale's page",
      "conflict": "Somebody else changed the sale meanwhile. Reload the page: what you typed is kept."
    },
    "rows": {
      "up": "Move {row} up",
      "down": "Move {row} down",
      "remove": "Remove {row}"
    },
    "wrong": {
      "slug": "Small letters, digits and hyphens alone, at most 63, no hyphen at an end.",
      "clock": "A time like 09:30.",
      "zone": "A time zone of the IANA, like Asia/Shanghai.",
      "currency": "A code of three letters, like CNY.",
      "whole": "A whole number from {min} to {max}.",
      "money": "An amount of money in this currency, with thousands as 4000 or 4,000.",
      "most": "{most} at most.",
      "moneys": "Amounts of money with spaces between.",
      "time": "Clocks in {zone} never show that time.",
      "percent": "More than 0 and less than 100 percent.",
      "closes": "It closes after it opens.",
      "endStays": "A sale that has an end keeps one; move it instead.",
      "hash": "64 digits of 0-9 and a-f on each line.",
      "sameSecret": "The same secret stands there twice.",
      "oneParty": "One party alone would choose the order: name a second one, or a beacon.",
      "parties": "At most {count} parties.",
      "fare": "As a > c = 150.00, each on a line; this is not: {line}",
      "fareStop": "None of the stops has the short name {stop}.",
      "fareShort": "Two hops or more; one hop has its price above: {line}",
      "moved": "As box = A-1, A-2, each on a line; this is not: {line}",
      "map": "64 digits of 0-9 and a-f.",
      "mapUnknown": "There is no such map here.",
      "picture": "JPEG or PNG alone.",
      "pictureSize": "At most 8 MB."
    },
    "risks": {
      "OPENS_AT_ONCE": "The opening is past: it is on sale as soon as you publish it.",
      "OPENS_SOON": "It opens in less than {minutes} minutes.",
      "NEVER_CLOSES": "It has no end.",
      "SHORT_ENTRY": "People have less than {minutes} minutes to enter.",
      "UNPROVEN_DRAW": "The draw proves nothing: you could choose who wins.",
      "SECRETS_NEEDED": "Nothing is drawn until all {secrets} secrets are told.",
      "DRAWN_AFTER_OPENING": "The beacon's round comes after the opening: nobody is served until then.",
      "NO_EVENT_DATE": "Tickets do not say when it takes place.",
      "NO_PLACE": "Tickets do not say where it takes place.",
      "OPENS_AFTER_START": "It goes on sale when the event has begun.",
      "SELLS_AFTER_START": "It is still on sale when the event has begun.",
      "NO_PICTURE": "It has no picture.",
      "NO_DESCRIPTION": "It has no description.",
      "EMPTY_TIER": "There is nothing to be had in tier {tier}.",
      "LIMIT_ABOVE_STOCK": "One person may have all {units}.",
      "FREE_OF_CHARGE": "A tier is free of charge.",
      "SHORT_HOLD": "Many need more than {seconds} s to pay; {usual} s are enough for most.",
      "SHORT_OFFER": "Who waits has {seconds} s to hear of an offer and to pay.",
      "SHORT_TIME_TO_PAY": "Who is drawn has {seconds} s to hear of it and to pay.",
      "PAID_IN_VAIN": "Some will pay and get nothing: their money goes back by itself.",
      "OTHER_CURRENCY": "None of your other sales is in this currency.",
      "NO_CODES": "Nobody can buy until you make codes.",
      "EMPTY_LIST": "Nobody can buy until you import the list.",
      "SLOW_ROOM": "With {perMinute} people a minute, units are left when it closes.",
      "NO_CAPTCHA": "Many more people than units, and no captcha: programs are faster.",
      "NO_WAITLIST": "What is not paid goes to whoever looks just then: nobody can wait.",
      "MORE_THAN_MACHINES": "More people than the {gateways} running now can carry: add machines, or a waiting room."
    },
    "timetable": {
      "file": "Timetable",
      "fileHint": "A JSON file as the documentation of timetables describes it, or a GTFS feed as a zip file; at most 32 MB. Larger feeds are for ./sluice timetable.",
      "lead": "A timetable makes one sale for each train and day. It is looked through first: nothing is made until you say so.",
      "from": "From this day on",
      "to": "Up to this day",
      "look": "Look it through",
      "choose": "Choose a file first.",
      "layout": "Layout of the feed",
      "layoutHint": "A JSON file with what the feed does not say: cars, prices, how it is sold.",
      "example": "A timetable as an example",
      "exampleLayout": "A layout as an example",
      "chooseLayout": "A feed needs a layout.",
      "notUsed": "Not used of the feed",
      "tooLarge": "At most 32 MB.",
      "noJson": "This is no JSON: {why}",
      "line": "Line {line}",
      "wrong": {
        "one": "{count} thing is wrong",
        "other": "{count} things are wrong"
      },
      "nothing": "Nothing was made.",
      "without": {
        "one": "Go on with the {count} train that is right",
        "other": "Go on with the {count} trains that are right"
      },
      "good": {
        "one": "It would make {count} sale",
        "other": "It would make {count} sales"
      },
      "import": {
        "one": "Publish {count} sale",
        "other": "Publish {count} sales"
      },
      "ask": {
        "one": "Everybody sees it from then on.",
        "other": "Everybody sees all {count} from then on."
      },
      "made": {
        "one": "{count} sale was made",
        "other": "{count} sales were made"
      },
      "copy": "A sale like it",
      "more": {
        "one": "And {count} more.",
        "other": "And {count} more."
      },
      "taken": "Others have sales of these short names: {ids}",
      "facts": {
        "created": "New",
        "existing": "There already",
        "past": "Over already",
        "taken": "Somebody else's"
      },
      "columns": {
        "train": "Train",
        "way": "Way",
        "stops": "Stops",
        "days": "Days"
      },
      "way": "{from} – {to}",
      "span": "{from} – {to}",
      "trains": "The trains of this timetable"
    },
    "sorts": {
      "units": "Counted: so many of each tier",
      "unitsHint": "Standing tickets, goods, vouchers: one is as good as another.",
      "seats": "Seated: seats of a hall",
      "seatsHint": "Each seat of a map is sold once. Its tiers come from the map; give each a price.",
      "train": "Journey: a train on a day",
      "trainHint": "Seats are sold by stretch, from one stop to a later one. Many trains at once come from a timetable.",
      "packet": "Red packet: an amount in shares",
      "packetHint": "One share for each person; nobody pays."
    }
  }
};
