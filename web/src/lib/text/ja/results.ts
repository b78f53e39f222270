// レース後の日本語版。
import type { ResultsText } from '../en/results';

const results: ResultsText = {
  workbook: {
    places: '順位',
    questions: '問題',
    answers: '回答',
    rank: '順位',
    name: '名前',
    score: '得点',
    time: '時間（秒）',
    finished: 'ゴール',
    question: '問題',
    category: 'カテゴリー',
    rightOptions: '正解',
    answered: '回答数',
    difficulty: '難易度（正答率）',
    discrimination: '識別力',
    averageTime: '平均時間（秒）',
    medianTime: '時間の中央値（秒）',
    outcome: '結果',
    chosen: '選択',
  },
  card: {
    points: '点',
    right: '正解',
  },
  share: {
    lead: 'リンクを持つ人は、保存されている間、名前を含む結果を見られます。',
    copied: 'コピーしました',
  },
  page: {
    title: '結果',
    goneHeading: 'この結果はここにありません',
    goneLead: '保存期間が過ぎたか、リンクが不完全です。',
    fetching: '結果を取得しています…',
    difficulty: (p) => `正答率${p}%`,
    discrimination: (d) => `識別力 ${d}`,
    average: (s) => `平均${s}`,
  },
};

export default results;
