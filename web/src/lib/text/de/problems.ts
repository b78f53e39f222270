// What to do about each refusal, by the server's code, in German.
import type { Text } from '../en';

export const problems: Text['problems'] = {
  words: {
    network: 'Der Server ist nicht erreichbar. Prüfe das Netz und versuche es noch einmal.',
    unreadable: 'Der Server hat unerwartet geantwortet. Versuche es gleich noch einmal.',
    unknown_quiz: 'Kein Speedrun hat diesen Zugangscode. Frag die Spielleitung.',
    quiz_finished: 'Dieser Speedrun ist zu Ende. Frag die Spielleitung nach einem neuen Code.',
    lobby_locked: 'Die Lobby ist geschlossen. Bitte um Einlass und versuche es dann noch einmal.',
    speedrun_full: 'Alle Plätze sind besetzt. Frag die Spielleitung.',
    already_started: 'Das Rennen läuft; der Fragensatz bleibt, wie er ist.',
    not_started: 'Das Rennen hat noch nicht begonnen.',
    name_taken: 'Diesen Namen hat hier schon jemand. Wähle einen anderen.',
    invalid_name: 'Dieser Name geht nicht. Wähle einen mit 1 bis 32 sichtbaren Zeichen.',
    name_fixed: 'Der Name bleibt jetzt, wie er ist.',
    rate_limited: 'Zu viele Versuche auf einmal. Warte ein wenig und versuche es dann.',
    timeout: 'Das hat zu lange gedauert. Prüfe das Netz und versuche es noch einmal.',
    unauthorized: 'Deine Sitzung ist abgelaufen. Beginne neu auf der Startseite.',
    forbidden: 'Das darfst du nicht.',
    not_host: 'Das darf nur die Spielleitung.',
    too_large:
      'Die Datei ist über 1 MB groß, mehr darf ein Fragensatz nicht haben. Teile ihn oder lass Fragen weg.',
    unsupported_media_type: 'Diese Art Datei nimmt der Server nicht. Lade eine JSON-Datei hoch.',
    invalid_question_set: 'Die Datei ist kein gültiger Fragensatz.',
    question_set_changed:
      'Der Fragensatz wurde inzwischen ersetzt. Sieh deine Auswahl durch und starte noch einmal.',
    no_question_set: 'Es gibt noch keinen Fragensatz. Lade einen hoch.',
    invalid_selection: 'Diese Auswahl von Fragen geht nicht. Wähle neu.',
    invalid_settings: 'Diese Einstellungen gehen nicht. Prüfe Namen und Sekunden.',
    invalid_answer: 'Diese Antwort wurde nicht angenommen. Wähle noch einmal.',
    unknown_participant: 'Diese Person ist schon weg.',
    results_pending: 'Das Ergebnis ist noch nicht fertig. Versuche es in einer Minute noch einmal.',
    not_found: 'Das Ergebnis wird nicht mehr aufbewahrt.',
    unavailable: 'Der Server hat gerade Schwierigkeiten. Versuche es gleich noch einmal.',
    overloaded: 'Der Server ist an seiner Grenze. Versuche es gleich noch einmal.',
    internal:
      'Der Server hat einen Fehler gemacht. Versuche es noch einmal; bleibt er, sag denen Bescheid, die ihn betreiben.',
  },
  retryAfter: (seconds) => `Versuche es in ${seconds} s noch einmal.`,
  otherwise: 'Das hat nicht geklappt. Versuche es gleich noch einmal.',
};
