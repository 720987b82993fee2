// What is shown and read aloud, by language; a translation is one more entry.

const WORDS = {
  en: {
    states: {
      Available: "Available", Busy: "Busy", DoNotDisturb: "Do not disturb", BeRightBack: "Be right back", Away: "Away",
      Offline: "Offline", Unknown: "Unknown",
    },
    activities: {
      Presenting: "presenting", InAConferenceCall: "in a conference call", InACall: "in a call",
      InAMeeting: "in a meeting", Appointment: "in an appointment", Focusing: "focusing", UrgentOnly: "urgent only",
      OutOfOffice: "out of office", OffWork: "off work", Lunch: "at lunch", Travelling: "travelling",
      Inactive: "inactive",
    },
    idle: "idle", stale: "may be outdated",
    until: (time) => `until ${time}`, freeNow: "free now", freeUntil: (time) => `Free until ${time}`,
    freeAt: (time) => `Free at ${time}`, free: "Free now", noCalendar: "Calendar unknown",
    localTime: (time) => `${time} local time`,
    email: "Mail", call: "Call", phone: "Phone", message: "Message", open: "Open",
    card: (name) => `Contact card of ${name}`, ways: "Ways to reach", colon: ": ",
    othersSee: (state, time) => `Others see you as ${state} since ${time}`,
    changes: "What would change it", set: "Set", clear: "Clear", showMeAs: "Show me as", appearOffline: "Appear offline",
    howLong: "How long", usual: "As usual", workday: (time) => `until work ends, ${time}`, note: "Note",
    always: "Even while no device of mine is signed in", failed: "That did not work.",
    seeAs: "What does … see?", who: "Address, Team, External …", look: "Look",
    Team: "Team", Company: "Company", External: "External", nothing: "nothing of you",
  },
  de: {
    states: {
      Available: "Verfügbar", Busy: "Beschäftigt", DoNotDisturb: "Bitte nicht stören", BeRightBack: "Gleich zurück",
      Away: "Abwesend", Offline: "Offline", Unknown: "Unbekannt",
    },
    activities: {
      Presenting: "präsentiert", InAConferenceCall: "in einer Telefonkonferenz", InACall: "telefoniert",
      InAMeeting: "in einer Besprechung", Appointment: "hat einen Termin", Focusing: "konzentriert",
      UrgentOnly: "nur Dringendes", OutOfOffice: "außer Haus", OffWork: "nicht im Dienst", Lunch: "beim Essen",
      Travelling: "unterwegs", Inactive: "inaktiv",
    },
    idle: "inaktiv", stale: "möglicherweise veraltet",
    until: (time) => `bis ${time}`, freeNow: "jetzt frei", freeUntil: (time) => `Frei bis ${time}`,
    freeAt: (time) => `Frei ab ${time}`, free: "Jetzt frei", noCalendar: "Kalender unbekannt",
    localTime: (time) => `${time} Ortszeit`,
    email: "E-Mail", call: "Anrufen", phone: "Telefon", message: "Nachricht", open: "Öffnen",
    card: (name) => `Kontaktkarte von ${name}`, ways: "Erreichbar über", colon: ": ",
    othersSee: (state, time) => `Für andere sind Sie ${state} seit ${time}`,
    changes: "Was es ändern würde", set: "Setzen", clear: "Aufheben", showMeAs: "Anzeigen als",
    appearOffline: "Als offline",
    howLong: "Wie lange", usual: "Wie üblich", workday: (time) => `bis Arbeitsende, ${time}`, note: "Notiz",
    always: "Auch wenn kein Gerät von mir angemeldet ist", failed: "Das ging nicht.",
    seeAs: "Was sieht …?", who: "Adresse, Team, Extern …", look: "Ansehen",
    Team: "Team", Company: "Firma", External: "Extern", nothing: "nichts von Ihnen",
  },
};

export const AVAILABILITIES = Object.keys(WORDS.en.states);
export const wordsOf = (lang) => WORDS[String(lang).slice(0, 2).toLowerCase()] || WORDS.en;
export const text = (value) => (typeof value === "string" ? value : "");
