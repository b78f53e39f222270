// The host's part of the German catalogue.
import type { HostText } from '../en/hosting';
import { count, counted, roughly } from './format';

const questions = { one: 'Frage', other: 'Fragen' };

export const host: Omit<HostText, 'editor' | 'present' | 'rehearsal'> = {
  title: (code) => `${code} leiten`,
  foreign: 'Dieser Browser leitet diesen Speedrun nicht',
  foreignLead:
    'Ein Speedrun wird in dem Browser geleitet, der ihn eröffnet hat. Geh dorthin zurück oder mach mit.',
  joinInstead: 'Stattdessen mitmachen',
  accessCode: 'Zugangscode',
  joinAt: (address) => `Mitmachen unter ${address}`,
  copyCode: 'Code kopieren',
  copyLink: 'Link kopieren',
  copied: 'Kopiert',
  copyFailed: 'Kopieren geht hier nicht: Markiere stattdessen den Text.',
  localOnly:
    'Diese Adresse gilt nur auf diesem Rechner. Öffne diese Seite unter seiner Netzadresse, um sie zu teilen.',
  qr: 'QR-Code des Links zum Mitmachen',
  showLarge: 'Groß zeigen',
  bigScreen: 'Großbild öffnen',
  elsewhere: 'Von einem anderen Gerät leiten',
  elsewhereLead:
    'Öffne dort deinen Leitungs-Link. Behalte ihn für dich: Wer ihn hat, leitet an deiner Stelle.',
  copyHostLink: 'Leitungs-Link kopieren',
  close: 'Schließen',
  dismiss: 'Ausblenden',

  set: {
    heading: 'Fragensatz',
    drop: 'Fragensatz hier ablegen',
    pick: 'Datei wählen',
    replace: 'Ersetzen',
    uploading: (percent) => `Wird hochgeladen… ${percent} %`,
    checking: 'Die Fragen werden geprüft…',
    fetching: 'Die Fragen werden geholt…',
    loaded: (total, categories) =>
      `${counted(total, questions)} in ${counted(categories, { one: 'Kategorie', other: 'Kategorien' })}`,
    format: 'Wie die Datei aussieht',
    formatLead:
      'Ein JSON-Array mit bis zu 5.000 Fragen, höchstens 1 MB. Jede hat 2 bis 10 Antworten; „answers“ sind die Stellen der richtigen, von 0 an gezählt. „category“ darf fehlen.',
    problems: (total) =>
      total >= 100
        ? 'Die Datei hat Fehler. Die ersten 100:'
        : `Die Datei hat ${counted(total, { other: 'Fehler' })}:`,
    problemsLead: 'Nichts wurde geändert. Berichtige die Datei und lade sie noch einmal hoch.',
    warnings: (total) => counted(total, { one: 'Hinweis', other: 'Hinweise' }),
    where: (question, field) =>
      [question > 0 ? `Frage ${count(question)}` : 'Die Datei', field]
        .filter((part) => part !== '')
        .join(', '),
  },

  pick: {
    heading: 'Fragen',
    search: 'Fragen und Antworten durchsuchen',
    categories: 'Kategorien',
    allCategories: 'Alle',
    shown: (shown) => `${count(shown)} gezeigt`,
    none: 'Keine Frage passt.',
    clearFilter: 'Filter aufheben',
    selectShown: 'Gezeigte wählen',
    unselectShown: 'Gezeigte abwählen',
    random: 'Zufällig wählen',
    randomCount: 'Wie viele',
    selected: (selected, total) => `${count(selected)} von ${count(total)} gewählt`,
    leftOut: (selected, leftOut) =>
      `Mehr fasst ein Speedrun nicht: ${count(selected)} sind gewählt, ${count(leftOut)} passten nicht.`,
    list: 'Fragen zur Auswahl',
    answer: (answers) => `Richtig: ${answers}`,
  },

  settings: {
    heading: 'Einstellungen',
    quizName: 'Name des Quiz',
    defaultName: 'Speedrun',
    duration: 'Sekunden je Frage',
    durationHint: 'In dieser Zeit fallen die Punkte jeder Frage auf null.',
    estimate: (ms) => `Wer mitmacht, ist nach höchstens ${roughly(ms)} fertig.`,
  },

  people: {
    heading: 'Lobby',
    list: 'Teilnehmende',
    empty: 'Noch ist niemand da. Teile den Code.',
    count: (total) => `${count(total)} in der Lobby`,
    remove: (name) => `${name} entfernen`,
    removeTitle: (name) => `${name} entfernen?`,
    removeLead: 'Die Punkte verschwinden aus der Rangliste, der Platz ist weg.',
    removeButton: 'Entfernen',
    extraTime: (name: string) => `Mehr Zeit für ${name}`,
    extraTimeLead:
      'Die eigene Uhr läuft ab der nächsten Frage länger, die Punkte werden im selben Verhältnis gezählt: weder Vorteil noch Nachteil. Sonst erfährt es niemand.',
    extraTimeNone: 'Keine',
    extraTimeBy: (percent: number) => `+${percent} %`,
    extraTimeGive: 'Übernehmen',
    away: 'abwesend',
    locked: 'Geschlossen: Niemand kann mehr beitreten.',
    open: 'Offen: Mit dem Code können alle beitreten.',
    lock: 'Lobby schließen',
    unlock: 'Lobby öffnen',
  },

  start: {
    button: 'Rennen starten',
    starting: 'Startet…',
    ready: (present) =>
      present === 0 ? 'Bereit, wenn du es bist.' : `Bereit. ${count(present)} in der Lobby.`,
    connection: 'Warte auf die Verbindung.',
    missing: {
      'no-question-set': 'Lade zuerst einen Fragensatz hoch.',
      'no-questions-selected': 'Wähle mindestens eine Frage.',
      'duration-out-of-range': 'Stelle 1 bis 600 Sekunden je Frage ein.',
      'name-too-long': 'Kürze den Namen des Quiz auf 100 Zeichen.',
      'too-many-questions': 'Wähle weniger Fragen: So viele fasst ein Speedrun nicht.',
    },
    nobodyTitle: 'Ohne Teilnehmende starten?',
    nobodyLead: 'Noch ist niemand da. Man kann auch während des Rennens beitreten.',
    anyway: 'Trotzdem starten',
    cancel: 'Abbrechen',
  },

  run: {
    title: 'Läuft',
    elapsed: 'Vergangen',
    finished: 'Im Ziel',
    average: 'Antwort im Schnitt',
    questions: 'Fragen',
    standings: 'Rangliste',
    find: 'Jemanden suchen',
    at: (answered, total) => `${count(answered)} / ${count(total)}`,
    atLabel: (answered, total) => `${answered} von ${total} Fragen beantwortet`,
    done: 'im Ziel',
    waiting: 'Die ersten Antworten sind unterwegs.',
    end: 'Rennen beenden',
    endTitle: 'Das Rennen für alle beenden?',
    endLead: (unfinished) =>
      `${counted(unfinished, { one: 'Person ist', other: 'Personen sind' })} noch nicht im Ziel. Die bisherigen Punkte bleiben.`,
    endButton: 'Jetzt beenden',
    ending: 'Wird beendet…',
    empty: 'Noch ist niemand im Rennen.',
    notFound: 'So heißt hier niemand.',
    none: '–',
    charts: 'Diagramme',
    chart: {
      answers: 'Antworten je Frage',
      times: 'Sekunden von Antwort zu Antwort',
      question: 'Frage',
      seconds: 'Sekunden',
      count: 'Antworten',
      people: 'Personen',
    },
  },
};
