// What is said of rehearsals, in Spanish.
import type { HostText } from '../en/hosting';

export const rehearsal: HostText['rehearsal'] = {
  heading: 'Ensayar',
  lead: 'Míralo todo antes que tus invitados: unos bots entran, corren y terminan en un speedrun aparte. Este queda intacto.',
  button: 'Ensayar con bots',
  bots: 'Número de bots',
  botsWrong: 'Elige de 1 a 50 bots.',
  skill: 'Qué nivel tienen',
  skills: { mixed: 'Variado', swift: 'Veloz', steady: 'Constante', leisurely: 'Tranquilo' },
  botName: (number: number, skill: string) => `Bot ${number} · ${skill}`,
  begin: 'Empezar el ensayo',
  beginning: 'Preparando…',
  banner: 'Ensayo',
  bannerLead: 'Juegan bots. Nada de esto cuenta.',
  end: 'Terminar el ensayo',
};
