// The big screen's part of the German catalogue.
import type { HostText } from '../en/hosting';
import { count, counted } from './format';

export const present: HostText['present'] = {
  title: (code) => `Großbild ${code}`,
  joinAt: 'Mitmachen unter',
  code: 'Zugangscode',
  empty: 'Scannen oder den Code eingeben. Namen erscheinen hier.',
  more: (rest) => `und ${count(rest)} weitere`,
  inLobby: (total) => `${count(total)} am Start`,
  locked: 'Die Lobby ist geschlossen.',
  elapsed: 'Vergangen',
  finished: 'Im Ziel',
  average: 'Antwort im Schnitt',
  questions: 'Richtige Antworten je Frage',
  hardest: 'Richtige Antworten bei den schwersten Fragen',
  heat: (number, percent) => `Frage ${number}: ${percent} % richtig`,
  notReached: (number) => `Frage ${number}: noch nicht beantwortet`,
  field: 'Wo das Feld ist',
  fieldLabel: (answered, people) =>
    `${counted(people, { one: 'Person hat', other: 'Personen haben' })} ${count(answered)} beantwortet`,
  leader: (name) => `${name} geht in Führung`,
  interval: (points) => `−${count(points)}`,
  winner: (name) => `${name} gewinnt`,
  results: 'Das Ergebnis',
  waitingHeading: 'Warten auf die Seite der Spielleitung',
  waitingLead:
    'Dieses Bild folgt der Seite der Spielleitung im selben Browser. Öffne sie dort und lass sie offen.',
  openHost: 'Seite der Spielleitung öffnen',
  foreign: 'Dieser Browser leitet diesen Speedrun nicht',
  foreignLead: 'Öffne das Großbild in dem Browser, in dem der Speedrun geleitet wird.',
};
