// The big screen's part of the Japanese catalogue.
import type { HostText } from '../en/hosting';
import { count } from './format';

export const present: HostText['present'] = {
  title: (code) => `大画面 ${code}`,
  joinAt: '参加はこちら',
  code: 'アクセスコード',
  empty: 'スキャンするか、コードを入力してください。名前がここに現れます。',
  more: (rest) => `ほか${count(rest)}人`,
  inLobby: (total) => `${count(total)}人がスタート位置に`,
  locked: 'ロビーは閉じています。',
  elapsed: '経過',
  finished: 'ゴール',
  average: '平均回答時間',
  questions: '問題ごとの正解率',
  hardest: '難しい問題の正解率',
  heat: (number, percent) => `問題${number}: 正解率${percent}%`,
  notReached: (number) => `問題${number}: まだ回答なし`,
  field: '集団の位置',
  fieldLabel: (answered, people) => `${count(people)}人が${count(answered)}問に回答`,
  leader: (name) => `${name}がトップに`,
  interval: (points) => `−${count(points)}`,
  winner: (name) => `${name}の優勝`,
  results: '結果',
  waitingHeading: '主催者のページを待っています',
  waitingLead: 'この画面は同じブラウザの主催者のページに従います。開いて、そのままにしてください。',
  openHost: '主催者のページを開く',
  foreign: 'このブラウザはこのスピードランを主催していません',
  foreignLead: 'スピードランを主催しているブラウザで大画面を開いてください。',
};
