// The big screen's part of the Spanish catalogue.
import type { HostText } from '../en/hosting';
import { count, counted } from './format';

export const present: HostText['present'] = {
  title: (code) => `Pantalla grande ${code}`,
  joinAt: 'Únete en',
  code: 'Código de acceso',
  empty: 'Escanea o escribe el código. Los nombres aparecen aquí.',
  more: (rest) => `y ${count(rest)} más`,
  inLobby: (total) => `${count(total)} en la parrilla`,
  locked: 'La sala está cerrada.',
  elapsed: 'Transcurrido',
  finished: 'En la meta',
  average: 'Respuesta media',
  questions: 'Aciertos por pregunta',
  hardest: 'Aciertos en las preguntas más difíciles',
  heat: (number, percent) => `Pregunta ${number}: ${percent} % de aciertos`,
  notReached: (number) => `Pregunta ${number}: aún sin respuesta`,
  field: 'Dónde va el grupo',
  fieldLabel: (answered, people) =>
    `${counted(people, { one: 'participante ha', other: 'participantes han' })} respondido ${count(answered)}`,
  leader: (name) => `${name} se pone en cabeza`,
  interval: (points) => `−${count(points)}`,
  winner: (name) => `Gana ${name}`,
  results: 'Los resultados',
  waitingHeading: 'Esperando la página de quien organiza',
  waitingLead:
    'Esta pantalla sigue a la página de quien organiza en el mismo navegador. Ábrela y déjala abierta.',
  openHost: 'Abrir la página de quien organiza',
  foreign: 'Este navegador no organiza este speedrun',
  foreignLead: 'Abre la pantalla grande en el navegador en el que se organiza el speedrun.',
};
