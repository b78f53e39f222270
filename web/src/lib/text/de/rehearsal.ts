// What is said of rehearsals, in German.
import type { HostText } from '../en/hosting';

export const rehearsal: HostText['rehearsal'] = {
  heading: 'Proben',
  lead: 'Alles sehen, bevor es die Gäste tun: Bots treten bei, laufen mit und kommen ins Ziel, in einem eigenen Speedrun. Dieser hier bleibt unberührt.',
  button: 'Mit Bots proben',
  bots: 'Anzahl der Bots',
  botsWrong: 'Wähle 1 bis 50 Bots.',
  skill: 'Wie gut sie sind',
  skills: { mixed: 'Gemischt', swift: 'Flink', steady: 'Stetig', leisurely: 'Gemächlich' },
  botName: (number: number, skill: string) => `Bot ${number} · ${skill}`,
  begin: 'Probe beginnen',
  beginning: 'Wird vorbereitet…',
  banner: 'Probe',
  bannerLead: 'Bots spielen. Nichts davon zählt.',
  end: 'Probe beenden',
};
