// The host's part of the Japanese catalogue.
import type { HostText } from '../en/hosting';
import { count, roughly } from './format';

export const host: Omit<HostText, 'editor' | 'present' | 'rehearsal'> = {
  title: (code) => `${code}を主催`,
  foreign: 'このブラウザはこのスピードランを主催していません',
  foreignLead:
    'スピードランは、それを開いたブラウザから主催します。そのブラウザに戻るか、参加してください。',
  joinInstead: '参加者として参加',
  accessCode: 'アクセスコード',
  joinAt: (address) => `参加: ${address}`,
  copyCode: 'コードをコピー',
  copyLink: 'リンクをコピー',
  copied: 'コピーしました',
  copyFailed: 'ここではコピーできません。テキストを選択してください。',
  localOnly:
    'このアドレスはこのコンピューターだけで使えます。共有するには、ネットワークのアドレスで開いてください。',
  qr: '参加リンクのQRコード',
  showLarge: '大きく表示',
  bigScreen: '大画面を開く',
  elsewhere: '別の端末で主催する',
  elsewhereLead:
    'そちらで主催者用リンクを開いてください。持っている人があなたの代わりに主催できるので、共有しないでください。',
  copyHostLink: '主催者用リンクをコピー',
  close: '閉じる',
  dismiss: '消す',

  set: {
    heading: '問題セット',
    drop: 'ここに問題セットをドロップ',
    pick: 'ファイルを選ぶ',
    replace: '置き換える',
    uploading: (percent) => `アップロード中… ${percent}%`,
    checking: '問題を確認中…',
    fetching: '問題を取得中…',
    loaded: (questions, categories) => `${count(questions)}問、${count(categories)}カテゴリー`,
    format: 'ファイルの形式',
    formatLead:
      '最大5,000問、1 MBまでのJSON配列。各問に2〜10個の選択肢。「answers」は正解の位置（0から数える）。「category」は省略できます。',
    problems: (total) =>
      total >= 100
        ? 'ファイルに問題があります。最初の100件:'
        : `ファイルに${count(total)}件の問題があります:`,
    problemsLead: '何も変わっていません。ファイルを直して、もう一度アップロードしてください。',
    warnings: (total) => `注意${count(total)}件`,
    where: (question, field) =>
      [question > 0 ? `問題${count(question)}` : 'ファイル', field]
        .filter((part) => part !== '')
        .join('、'),
  },

  pick: {
    heading: '問題',
    search: '問題と選択肢を検索',
    categories: 'カテゴリー',
    allCategories: 'すべて',
    shown: (shown) => `${count(shown)}件を表示`,
    none: '一致する問題はありません。',
    clearFilter: '絞り込みを解除',
    selectShown: '表示中を選択',
    unselectShown: '表示中を解除',
    random: 'ランダムに選ぶ',
    randomCount: '問題数',
    selected: (selected, total) => `${count(total)}問中${count(selected)}問を選択`,
    leftOut: (selected, leftOut) =>
      `これ以上は入りません。${count(selected)}問を選択、${count(leftOut)}問は入りませんでした。`,
    list: '選べる問題',
    answer: (answers) => `正解: ${answers}`,
  },

  settings: {
    heading: '設定',
    quizName: 'クイズ名',
    defaultName: 'スピードラン',
    duration: '1問あたりの秒数',
    durationHint: '各問の点数は、この時間でゼロまで減ります。',
    estimate: (ms) => `参加者は最長で${roughly(ms)}で終わります。`,
  },

  people: {
    heading: 'ロビー',
    list: '参加者',
    empty: 'まだ誰もいません。コードを共有してください。',
    count: (total) => `ロビーに${count(total)}人`,
    remove: (name) => `${name}を外す`,
    removeTitle: (name) => `${name}を外しますか？`,
    removeLead: '得点はランキングから消え、席もなくなります。',
    removeButton: '外す',
    extraTime: (name: string) => `${name}さんの延長時間`,
    extraTimeLead:
      '次の問題から制限時間が長くなり、得点は同じ割合で計算されるので、有利にも不利にもなりません。ほかの人には知らされません。',
    extraTimeNone: 'なし',
    extraTimeBy: (percent: number) => `+${percent}％`,
    extraTimeGive: '適用',
    away: '離席中',
    locked: '閉鎖中: もう誰も参加できません。',
    open: '受付中: コードがあれば誰でも参加できます。',
    lock: 'ロビーを閉じる',
    unlock: 'ロビーを開く',
  },

  start: {
    button: 'レースを始める',
    starting: '開始中…',
    ready: (present) =>
      present === 0 ? 'いつでも始められます。' : `準備完了。ロビーに${count(present)}人。`,
    connection: '接続をお待ちください。',
    missing: {
      'no-question-set': 'まず問題セットをアップロードしてください。',
      'no-questions-selected': '1問以上選んでください。',
      'duration-out-of-range': '1問あたり1〜600秒にしてください。',
      'name-too-long': 'クイズ名を100文字以内にしてください。',
      'too-many-questions': '問題を減らしてください。これほど多くは入りません。',
    },
    nobodyTitle: '参加者なしで始めますか？',
    nobodyLead: 'まだ誰もいません。レース中にも参加できます。',
    anyway: 'それでも始める',
    cancel: 'キャンセル',
  },

  run: {
    title: '進行中',
    elapsed: '経過',
    finished: 'ゴール',
    average: '平均回答時間',
    questions: '問題',
    standings: '順位',
    find: '参加者を検索',
    at: (answered, total) => `${count(answered)} / ${count(total)}`,
    atLabel: (answered, total) => `${total}問中${answered}問に回答`,
    done: 'ゴール',
    waiting: '最初の回答を待っています。',
    end: 'レースを終える',
    endTitle: '全員のレースを終えますか？',
    endLead: (unfinished) =>
      `${count(unfinished)}人がまだゴールしていません。これまでの得点は残ります。`,
    endButton: '今すぐ終える',
    ending: '終了中…',
    empty: 'まだ誰もレースにいません。',
    notFound: 'その名前の人はいません。',
    none: '–',
    charts: 'グラフ',
    chart: {
      answers: '問題ごとの回答',
      times: '回答から次の回答までの秒数',
      question: '問題',
      seconds: '秒',
      count: '回答数',
      people: '参加者',
    },
  },
};
