// The big screen's part of the French catalogue.
import type { HostText } from '../en/hosting';
import { count, counted } from './format';

export const present: HostText['present'] = {
  title: (code) => `Grand écran ${code}`,
  joinAt: 'Rejoins sur',
  code: 'Code d’accès',
  empty: 'Scanne ou saisis le code. Les noms apparaissent ici.',
  more: (rest) => `et ${count(rest)} de plus`,
  inLobby: (total) => `${count(total)} sur la grille`,
  locked: 'La salle est fermée.',
  elapsed: 'Écoulé',
  finished: 'Arrivés',
  average: 'Réponse moyenne',
  questions: 'Bonnes réponses par question',
  hardest: 'Bonnes réponses aux questions les plus dures',
  heat: (number, percent) => `Question ${number} : ${percent} % de justes`,
  notReached: (number) => `Question ${number} : pas encore de réponse`,
  field: 'Où en est le peloton',
  fieldLabel: (answered, people) =>
    `${counted(people, { one: 'participant a', other: 'participants ont' })} répondu à ${count(answered)}`,
  leader: (name) => `${name} prend la tête`,
  interval: (points) => `−${count(points)}`,
  winner: (name) => `${name} gagne`,
  results: 'Les résultats',
  waitingHeading: 'En attente de la page de l’hôte',
  waitingLead:
    'Cet écran suit la page de l’hôte dans le même navigateur. Ouvre-la et garde-la ouverte.',
  openHost: 'Ouvrir la page de l’hôte',
  foreign: 'Ce navigateur n’anime pas ce speedrun',
  foreignLead: 'Ouvre le grand écran dans le navigateur où le speedrun est animé.',
};
