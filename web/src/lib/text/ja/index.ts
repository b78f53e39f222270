// Every word that people see, in Japanese.
import type { Text } from '../en';
import { stopwatch } from '../format';
import { count, deltaOf, ordinal, secondsOf } from './format';
import { problems } from './problems';

const product = 'mc-speedrun';

const japanese: Text = {
  product,
  title: (page) => `${page} · ${product}`,

  home: {
    title: 'ホーム',
    heading: ['考える。', '押す。', '駆ける。'],
    lead: '選択式クイズのレース。全員が同じ問題に答え、速く正しい人が勝ちます。',
    join: 'スピードランに参加',
    code: 'アクセスコード',
    codeHint: '主催者から伝えられた8文字の英数字。',
    codeWrongLength: (length) =>
      length === 0
        ? '主催者が示すアクセスコードを入力してください。'
        : `アクセスコードは英数字8文字です。これは${length}文字です。`,
    joinButton: '参加する',
    joining: '参加中…',
    host: 'スピードランを主催',
    hostLead: '問題をアップロードし、コードを共有して、レースを始めましょう。',
    hostButton: '新しいスピードランを主催',
    opening: '準備中…',
    hosted: 'このブラウザで主催したもの',
    past: '過去に主催',
    hostedLink: (code) => `${code}に戻る`,
  },

  preferences: {
    label: '設定',
    language: '言語',
    theme: '外観',
    sound: 'サウンド',
    themes: { auto: '端末に合わせる', light: 'ライト', dark: 'ダーク' },
  },

  notFound: {
    title: '見つかりません',
    heading: 'このアドレスには何もありません',
    lead: 'リンクを確かめるか、ホームから始めてください。',
  },

  loading: {
    part: '読み込み中…',
    failed: 'アプリのこの部分を読み込めませんでした',
    failedLead: 'ネットワークを確かめて、ページを再読み込みしてください。何も失われていません。',
    reload: '再読み込み',
  },

  connection: {
    label: '接続',
    fine: '接続済み',
    connecting: '接続中…',
    lost: '接続が切れました。',
    kept: '操作は保存され、復帰したら送信されます。',
    reconnecting: '再接続中…',
    retryIn: (seconds) => `${seconds}秒後に再試行します。`,
    retryNow: '今すぐ試す',
    unavailable: 'サーバーは今、保存ができません。自動で再開します。お待ちください。',
    offline: 'オフラインです。参加や主催にはネットワークが必要です。',
    slow: 'まだ接続中です。サーバーが再起動中か、ネットワークが切れている可能性があります。',
  },

  join: {
    title: (code) => `${code}に参加`,
    checking: 'コードを確認中…',
    heading: 'スピードランに参加',
    name: '名前',
    nameHint: 'ランキングで全員に表示されます。32文字まで。',
    nameMissing: 'みんなに見せる名前を入力してください。',
    nameTooLong: (length) => `名前は32文字までです。これは${length}文字です。`,
    takeSeat: '席に着く',
    takingSeat: '席を確保中…',
    late: 'レースは始まっていますが、まだ参加できます。あなたの時計は最初の問題から動きます。',
    resumeHeading: 'おかえりなさい',
    resumeLead: 'このブラウザには、このスピードランの席があります。',
    resume: (name) => `${name}として続ける`,
    joinAnew: '別の名前で参加',
    tryAgain: 'もう一度試す',
    anotherCode: '別のコードを入力',
  },

  lobby: {
    title: 'ロビー',
    heading: (name) => `${name}さん、参加完了`,
    waiting: '主催者が始めるとレースが始まります。このページを開いたままにしてください。',
    extraTime: (percent: number) =>
      `各問の制限時間が${percent}％長くなっています。得点の数え方は全員同じです。`,
    present: (total) => `参加者${count(total)}人`,
    more: (rest) => `ほか${count(rest)}人`,
    you: 'あなた',
    rename: '名前を変える',
    renameButton: '名前を保存',
    cancel: 'キャンセル',
    points: '正解は最大100点。時間がたつほど点数は減ります。',
    tips: 'キーボード: 1–9またはA–Jで選択、Enterで次へ。',
  },

  ownLink: {
    button: '別の端末で続ける',
    lead: 'そちらでこのリンクを開くか、読み取ってください。あなただけのリンクです。持っている人があなたの代わりに参加できます。',
    copy: '自分のリンクをコピー',
    copied: 'コピーしました',
    qr: '自分のリンクのQRコード',
  },

  countdown: {
    title: '用意',
    heading: '用意',
    go: 'スタート',
    facts: (questions, seconds) => `全${count(questions)}問、各${seconds}秒`,
  },

  race: {
    title: (number, total) => `問題${number}/${total}`,
    progress: (number, total) => `${count(number)} / ${count(total)}`,
    progressLabel: (number, total) => `${total}問中の${number}問目`,
    score: (score) => `${count(score)}点`,
    secondsLeft: (seconds) => `残り${seconds}秒`,
    selectSeveral: (wanted) => `${wanted}つ選ぶ`,
    selectMore: (missing) => `あと${missing}つ選ぶ`,
    confirm: '決定',
    sending: '送信中…',
    keptForLater: '接続がありません。回答は時間とともに保存され、復帰したら送信されます。',
    tooLate: '回答がサーバーに届くのが間に合いませんでした。',
    timeUp: '時間切れ',
    nextLoading: '次の問題…',
    next: '次の問題',
    finish: '順位を見る',
    standings: 'ランキング',
    outcome: {
      correct: '正解',
      partial: '一部正解',
      incorrect: '不正解',
      timeout: '時間切れ',
    },
    awarded: (points) => `+${points}`,
    took: (ms) => secondsOf(ms),
    place: (rank, total) => `${ordinal(rank)} / ${count(total)}`,
    announce: (outcome, points, rank, total) =>
      `${outcome}。${count(points)}点。${count(total)}人中${ordinal(rank)}。`,
    quickest: 'これまでで最速の正解',
    pace: (deltaMs) =>
      deltaMs < 0 ? `平均より${secondsOf(-deltaMs)}速い` : `平均より${secondsOf(deltaMs)}遅い`,
    climbed: (places) =>
      places > 0 ? `${count(places)}つ順位が上がりました` : `${count(-places)}つ順位が下がりました`,
    behind: (points, name) => `${name}まで${count(points)}点`,
    aheadOf: (points, name) => `${name}に${count(points)}点差`,
    level: (name) => `${name}と同点`,
    rightOption: '正解',
    yourOption: 'あなたの回答',
  },

  waiting: {
    title: 'ゴール',
    heading: 'ゴール！',
    lead: 'ほかの人はまだ走っています。全員が終わると結果が出ます。',
    finished: (finished, total) => `${count(finished)} / ${count(total)}人がゴール`,
    soon: 'レースは終わりました。まもなく結果が出ます。',
  },

  standings: {
    heading: 'ランキング',
    empty: 'まだ誰も得点していません。',
    you: 'あなた',
    truncated: (listed, total) => `${count(total)}人中、上位${count(listed)}人を表示しています。`,
  },

  summary: {
    title: '結果',
    heading: '結果',
    noSummary: 'このスピードランは終わりました。あなたの記録はありません。',
    home: 'ホーム',
  },

  ended: {
    unauthorized: {
      heading: 'セッションの期限が切れました',
      participant: '続けるには参加し直してください。以前の席には戻れません。',
      host: 'このスピードランを主催する権限の期限が切れました。',
      again: '参加し直す',
    },
    gone: {
      heading: 'このスピードランはもうありません',
      lead: 'しばらく前に終わったか、このコードは発行されていません。',
    },
    superseded: {
      heading: '別のウィンドウで参加中です',
      host: '別のウィンドウで主催中です',
      lead: '新しい接続が引き継ぎました。そちらで続けるか、ここで引き継いでください。',
      here: 'ここで続ける',
    },
    removed: {
      heading: '主催者によって外されました',
      lead: 'このスピードランの席はなくなりました。',
    },
    misunderstood: {
      heading: 'サーバーがこのアプリを理解できませんでした',
      lead: 'ページを再読み込みして最新版にしてから、もう一度試してください。',
    },
    home: 'ホーム',
  },

  problems,

  time: { stopwatch, seconds: secondsOf, delta: deltaOf },
  count,
};

export default japanese;
