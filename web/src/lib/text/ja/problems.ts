// What to do about each refusal, by the server's code, in Japanese.
import type { Text } from '../en';

export const problems: Text['problems'] = {
  words: {
    network: 'サーバーに接続できません。ネットワークを確かめて、もう一度試してください。',
    unreadable: 'サーバーから予期しない応答がありました。少し待って試してください。',
    unknown_quiz: 'このアクセスコードのスピードランはありません。主催者に確かめてください。',
    quiz_finished: 'このスピードランは終わりました。主催者に新しいコードを聞いてください。',
    lobby_locked: 'ロビーは閉じています。主催者に頼んでから、もう一度試してください。',
    speedrun_full: '空席がありません。主催者に聞いてください。',
    already_started: 'レースは始まっています。問題セットは変えられません。',
    not_started: 'レースはまだ始まっていません。',
    name_taken: 'この名前はすでに使われています。別の名前を選んでください。',
    invalid_name: 'この名前は使えません。1〜32文字の見える文字にしてください。',
    name_fixed: '名前はもう変えられません。',
    rate_limited: '一度に試しすぎです。少し待って試してください。',
    timeout: '時間がかかりすぎました。ネットワークを確かめて、もう一度試してください。',
    unauthorized: 'セッションの期限が切れました。ホームから始め直してください。',
    forbidden: 'その操作は許可されていません。',
    not_host: 'その操作は主催者だけができます。',
    too_large: 'ファイルが問題セットの上限1 MBを超えています。分割するか、問題を減らしてください。',
    unsupported_media_type:
      'この種類のファイルは受け付けられません。JSONファイルをアップロードしてください。',
    invalid_question_set: 'このファイルは正しい問題セットではありません。',
    question_set_changed:
      '問題セットが置き換えられました。選択を見直して、もう一度始めてください。',
    no_question_set: 'まだ問題セットがありません。アップロードしてください。',
    invalid_selection: 'この選択はできません。選び直してください。',
    invalid_settings: 'この設定はできません。名前と秒数を確かめてください。',
    invalid_answer: 'その回答は受け付けられませんでした。選び直してください。',
    unknown_participant: 'この参加者はもういません。',
    results_pending: '結果はまだできていません。1分ほどして試してください。',
    not_found: '結果はもう保存されていません。',
    unavailable: 'サーバーに問題が起きています。少し待って試してください。',
    overloaded: 'サーバーが混み合っています。少し待って試してください。',
    internal: 'サーバーでエラーが起きました。もう一度試し、続くようなら運営者に知らせてください。',
  },
  retryAfter: (seconds) => `${seconds}秒後にもう一度試してください。`,
  otherwise: 'うまくいきませんでした。少し待って試してください。',
};
