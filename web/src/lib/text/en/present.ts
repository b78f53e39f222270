// The big screen's part of the English catalogue.
import { count, counted } from './format';

export const present = {
  title: (code: string) => `Big screen ${code}`,
  joinAt: 'Join at',
  code: 'Access code',
  empty: 'Scan, or type the code. Names appear here.',
  more: (rest: number) => `and ${count(rest)} more`,
  inLobby: (total: number) =>
    counted(total, { one: 'runner on the grid', other: 'runners on the grid' }),
  locked: 'The lobby is locked.',
  elapsed: 'Elapsed',
  finished: 'Finished',
  average: 'Average answer',
  questions: 'Right answers by question',
  hardest: 'Right answers in the hardest questions',
  heat: (number: number, percent: number) => `Question ${number}: ${percent} % right`,
  notReached: (number: number) => `Question ${number}: not answered yet`,
  field: 'Where the field is',
  fieldLabel: (answered: number, people: number) =>
    `${counted(people, { one: 'participant has', other: 'participants have' })} answered ${count(answered)}`,
  leader: (name: string) => `${name} takes the lead`,
  interval: (points: number) => `−${count(points)}`,
  winner: (name: string) => `${name} wins`,
  results: 'The results',
  waitingHeading: 'Waiting for the host’s page',
  waitingLead:
    'This screen follows the host’s page in the same browser. Open it there, and keep it open.',
  openHost: 'Open the host’s page',
  foreign: 'This browser does not host this speedrun',
  foreignLead: 'Open the big screen in the browser in which the speedrun is hosted.',
};
