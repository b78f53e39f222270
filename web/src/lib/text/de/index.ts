// Every word that people see, in German.
import type { Text } from '../en';
import { stopwatch } from '../format';
import { count, counted, deltaOf, ordinal, secondsOf } from './format';
import { problems } from './problems';

const product = 'mc-speedrun';
const points = { one: 'Punkt', other: 'Punkte' };
const places = { one: 'Platz', other: 'Plätze' };

const german: Text = {
  product,
  title: (page) => `${page} · ${product}`,

  home: {
    title: 'Start',
    heading: ['Wissen.', 'Tippen.', 'Siegen.'],
    lead: 'Multiple-Choice-Rennen: Alle bekommen dieselben Fragen, und schnelle richtige Antworten gewinnen.',
    join: 'Bei einem Speedrun mitmachen',
    code: 'Zugangscode',
    codeHint: '8 Buchstaben und Ziffern, von der Spielleitung.',
    codeWrongLength: (length) =>
      length === 0
        ? 'Gib den Zugangscode ein, den die Spielleitung zeigt.'
        : `Ein Zugangscode hat 8 Buchstaben und Ziffern; dieser hat ${length}.`,
    joinButton: 'Mitmachen',
    joining: 'Einen Moment…',
    host: 'Einen Speedrun leiten',
    hostLead: 'Fragen hochladen, Code teilen, Rennen starten.',
    hostButton: 'Neuen Speedrun leiten',
    opening: 'Wird eröffnet…',
    hosted: 'In diesem Browser geleitet',
    past: 'Früher geleitet',
    hostedLink: (code) => `Zurück zu ${code}`,
  },

  preferences: {
    label: 'Einstellungen',
    language: 'Sprache',
    theme: 'Darstellung',
    sound: 'Ton',
    themes: { auto: 'Wie das Gerät', light: 'Hell', dark: 'Dunkel' },
  },

  notFound: {
    title: 'Nicht gefunden',
    heading: 'Unter dieser Adresse ist nichts',
    lead: 'Prüfe den Link oder beginne auf der Startseite.',
  },

  loading: {
    part: 'Wird geladen…',
    failed: 'Dieser Teil der App ließ sich nicht laden',
    failedLead: 'Prüfe das Netz und lade die Seite neu. Nichts ist verloren.',
    reload: 'Neu laden',
  },

  connection: {
    label: 'Verbindung',
    fine: 'Verbunden',
    connecting: 'Verbindet…',
    lost: 'Verbindung verloren.',
    kept: 'Was du tust, wird aufgehoben und gesendet, sobald sie wieder da ist.',
    reconnecting: 'Verbindet neu…',
    retryIn: (seconds) => `Neuer Versuch in ${seconds} s.`,
    retryNow: 'Jetzt versuchen',
    unavailable:
      'Der Server kann gerade nichts speichern. Es geht von selbst weiter; bitte warten.',
    offline: 'Du bist offline. Zum Mitmachen und Leiten braucht es das Netz.',
    slow: 'Noch keine Verbindung. Vielleicht startet der Server neu, oder das Netz ist weg.',
  },

  join: {
    title: (code) => `${code} beitreten`,
    checking: 'Der Code wird geprüft…',
    heading: 'Beim Speedrun mitmachen',
    name: 'Dein Name',
    nameHint: 'Alle sehen ihn in der Rangliste. Höchstens 32 Zeichen.',
    nameMissing: 'Gib den Namen ein, den die anderen sehen sollen.',
    nameTooLong: (length) => `Ein Name hat höchstens 32 Zeichen; dieser hat ${length}.`,
    takeSeat: 'Platz nehmen',
    takingSeat: 'Platz wird eingenommen…',
    late: 'Das Rennen läuft schon. Du kannst noch mitmachen: Deine Uhr beginnt mit deiner ersten Frage.',
    resumeHeading: 'Willkommen zurück',
    resumeLead: 'Dieser Browser hat einen Platz in diesem Speedrun.',
    resume: (name) => `Weiter als ${name}`,
    joinAnew: 'Als jemand anderes mitmachen',
    tryAgain: 'Noch einmal versuchen',
    anotherCode: 'Anderen Code eingeben',
  },

  lobby: {
    title: 'Lobby',
    heading: (name) => `Du bist dabei, ${name}`,
    waiting: 'Das Rennen beginnt, wenn die Spielleitung es startet. Lass diese Seite offen.',
    extraTime: (percent: number) =>
      `Du hast ${percent} % mehr Zeit für jede Frage. Punkte zählen wie bei allen.`,
    present: (total) => counted(total, { one: 'Person dabei', other: 'Personen dabei' }),
    more: (rest) => `und ${count(rest)} weitere`,
    you: 'du',
    rename: 'Namen ändern',
    renameButton: 'Namen speichern',
    cancel: 'Abbrechen',
    points: 'Richtige Antworten sind bis zu 100 Punkte wert, mit jedem Augenblick weniger.',
    tips: 'Mit der Tastatur: 1–9 oder A–J wählen eine Antwort, Enter geht weiter.',
  },

  ownLink: {
    button: 'Auf einem anderen Gerät weitermachen',
    lead: 'Öffne dort diesen Link oder scanne ihn. Er gehört nur dir: Wer ihn hat, spielt an deiner Stelle.',
    copy: 'Deinen Link kopieren',
    copied: 'Kopiert',
    qr: 'QR-Code deines eigenen Links',
  },

  countdown: {
    title: 'Mach dich bereit',
    heading: 'Mach dich bereit',
    go: 'Los',
    facts: (questions, seconds) =>
      `${counted(questions, { one: 'Frage', other: 'Fragen' })}, je ${seconds} s`,
  },

  race: {
    title: (number, total) => `Frage ${number} von ${total}`,
    progress: (number, total) => `${count(number)} / ${count(total)}`,
    progressLabel: (number, total) => `Frage ${number} von ${total}`,
    score: (score) => counted(score, points),
    secondsLeft: (seconds) => `noch ${seconds} s`,
    selectSeveral: (wanted) => `Wähle ${wanted}`,
    selectMore: (missing) => `Wähle noch ${missing}`,
    confirm: 'Festlegen',
    sending: 'Wird gesendet…',
    keptForLater:
      'Keine Verbindung. Deine Antwort ist samt ihrer Zeit aufgehoben und wird dann gesendet.',
    tooLate: 'Deine Antwort kam zu spät beim Server an.',
    timeUp: 'Die Zeit ist um',
    nextLoading: 'Nächste Frage…',
    next: 'Nächste Frage',
    finish: 'Zum Zwischenstand',
    standings: 'Rangliste',
    outcome: {
      correct: 'Richtig',
      partial: 'Teils richtig',
      incorrect: 'Falsch',
      timeout: 'Zeit abgelaufen',
    },
    awarded: (score) => `+${score}`,
    took: (ms) => `in ${secondsOf(ms)}`,
    place: (rank, total) => `${ordinal(rank)} von ${count(total)}`,
    announce: (outcome, score, rank, total) =>
      `${outcome}. ${counted(score, points)}. ${ordinal(rank)} von ${count(total)}.`,
    quickest: 'Deine bisher schnellste richtige Antwort',
    pace: (deltaMs) =>
      deltaMs < 0
        ? `${secondsOf(-deltaMs)} schneller als dein Schnitt`
        : `${secondsOf(deltaMs)} langsamer als dein Schnitt`,
    climbed: (up) =>
      up > 0 ? `${counted(up, places)} gewonnen` : `${counted(-up, places)} verloren`,
    behind: (score, name) => `${count(score)} hinter ${name}`,
    aheadOf: (score, name) => `${count(score)} vor ${name}`,
    level: (name) => `Gleichauf mit ${name}`,
    rightOption: 'richtige Antwort',
    yourOption: 'deine Wahl',
  },

  waiting: {
    title: 'Im Ziel',
    heading: 'Im Ziel',
    lead: 'Die anderen laufen noch. Die Auswertung kommt, wenn alle durch sind.',
    finished: (finished, total) => `${count(finished)} von ${count(total)} sind im Ziel`,
    soon: 'Das Rennen ist vorbei. Die Auswertung kommt gleich.',
  },

  standings: {
    heading: 'Rangliste',
    empty: 'Noch hat niemand Punkte.',
    you: 'du',
    truncated: (listed, total) => `Die besten ${count(listed)} von ${count(total)} stehen hier.`,
  },

  summary: {
    title: 'Auswertung',
    heading: 'Das Ergebnis',
    noSummary: 'Dieser Speedrun ist zu Ende. Von dir gibt es nichts zu zeigen.',
    home: 'Startseite',
  },

  ended: {
    unauthorized: {
      heading: 'Deine Sitzung ist abgelaufen',
      participant: 'Melde dich neu an. Ein früherer Platz lässt sich nicht fortsetzen.',
      host: 'Das Recht, diesen Speedrun zu leiten, ist abgelaufen.',
      again: 'Neu mitmachen',
    },
    gone: {
      heading: 'Diesen Speedrun gibt es nicht mehr',
      lead: 'Er ist vor einiger Zeit zu Ende gegangen, oder der Code wurde nie vergeben.',
    },
    superseded: {
      heading: 'Du spielst in einem anderen Fenster',
      host: 'Du leitest in einem anderen Fenster',
      lead: 'Eine neuere Verbindung hat übernommen. Mach dort weiter oder übernimm hier.',
      here: 'Hier weitermachen',
    },
    removed: {
      heading: 'Die Spielleitung hat dich entfernt',
      lead: 'Deinen Platz in diesem Speedrun gibt es nicht mehr.',
    },
    misunderstood: {
      heading: 'Der Server hat diese App nicht verstanden',
      lead: 'Lade die Seite neu, um die neueste Fassung zu bekommen, und versuche es noch einmal.',
    },
    home: 'Startseite',
  },

  problems,

  time: { stopwatch, seconds: secondsOf, delta: deltaOf },
  count,
};

export default german;
