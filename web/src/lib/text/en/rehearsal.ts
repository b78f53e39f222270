// What is said of rehearsals, in English.
export const rehearsal = {
  heading: 'Rehearse',
  lead: 'Before your guests do, see it all: bots join, race and finish, in a speedrun of its own. Nothing of it touches this one.',
  button: 'Rehearse with bots',
  bots: 'Number of bots',
  botsWrong: 'Choose 1 to 50 bots.',
  skill: 'How good they are',
  skills: { mixed: 'Mixed', swift: 'Swift', steady: 'Steady', leisurely: 'Leisurely' },
  botName: (number: number, skill: string) => `Bot ${number} · ${skill}`,
  begin: 'Begin the rehearsal',
  beginning: 'Preparing…',
  banner: 'Rehearsal',
  bannerLead: 'Bots are playing. Nothing here counts.',
  end: 'End the rehearsal',
};
