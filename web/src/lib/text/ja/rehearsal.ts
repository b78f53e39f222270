// What is said of rehearsals, in Japanese.
import type { HostText } from '../en/hosting';

export const rehearsal: HostText['rehearsal'] = {
  heading: 'リハーサル',
  lead: '本番の前に全体を確かめられます。ボットが別のスピードランに参加し、最後まで走ります。こちらには影響しません。',
  button: 'ボットでリハーサル',
  bots: 'ボットの数',
  botsWrong: '1～50の数を選んでください。',
  skill: 'ボットの強さ',
  skills: { mixed: 'いろいろ', swift: 'すばやい', steady: '着実', leisurely: 'のんびり' },
  botName: (number: number, skill: string) => `ボット${number}・${skill}`,
  begin: 'リハーサルを始める',
  beginning: '準備中…',
  banner: 'リハーサル',
  bannerLead: 'ボットがプレイ中です。結果には数えません。',
  end: 'リハーサルを終える',
};
