// What is said of rehearsals, in French.
import type { HostText } from '../en/hosting';

export const rehearsal: HostText['rehearsal'] = {
  heading: 'Répéter',
  lead: 'Voyez tout avant vos invités : des bots arrivent, courent et terminent, dans un speedrun à part. Celui-ci reste intact.',
  button: 'Répéter avec des bots',
  bots: 'Nombre de bots',
  botsWrong: 'Choisissez de 1 à 50 bots.',
  skill: 'Leur niveau',
  skills: { mixed: 'Varié', swift: 'Vif', steady: 'Régulier', leisurely: 'Tranquille' },
  botName: (number: number, skill: string) => `Bot ${number} · ${skill}`,
  begin: 'Commencer la répétition',
  beginning: 'Préparation…',
  banner: 'Répétition',
  bannerLead: 'Des bots jouent. Rien ne compte ici.',
  end: 'Terminer la répétition',
};
