// What to do about each refusal, by the server's code.

export const problems = {
  words: {
    network: 'The server cannot be reached. Check the network and try again.',
    unreadable: 'The server answered something unexpected. Try again in a moment.',
    unknown_quiz: 'No speedrun has this access code. Check it with your host.',
    quiz_finished: 'This speedrun has finished. Ask your host for a new code.',
    lobby_locked: 'The host has locked the lobby. Ask to be let in, then try again.',
    speedrun_full: 'Every seat is taken. Ask your host.',
    already_started: 'The race has started; the question set stays as it is.',
    not_started: 'The race has not started yet.',
    name_taken: 'Somebody here already has this name. Choose another.',
    invalid_name: 'This name cannot be used. Choose one of 1 to 32 visible characters.',
    name_fixed: 'The name stays as it is now.',
    rate_limited: 'Too many attempts at once. Wait a little, then try again.',
    unauthorized: 'Your session has expired. Start again from the home page.',
    forbidden: 'You are not allowed to do that.',
    not_host: 'Only the host may do that.',
    too_large:
      'The file is over 1 MB, the most a question set may have. Split it into smaller sets, or leave questions out.',
    unsupported_media_type: 'The server does not take this kind of file. Upload a JSON file.',
    invalid_question_set: 'The file is not a valid question set.',
    question_set_changed:
      'The question set was replaced meanwhile. Look over your selection and start again.',
    no_question_set: 'There is no question set yet. Upload one.',
    invalid_selection: 'This selection of questions is not allowed. Select anew.',
    invalid_settings: 'These settings are not allowed. Check name and seconds.',
    invalid_answer: 'That answer was not accepted. Choose again.',
    unknown_participant: 'This participant is gone already.',
    results_pending: 'The results are not ready yet. Try again in a minute.',
    not_found: 'The results are no longer kept.',
    unavailable: 'The server is in trouble just now. Try again in a moment.',
    overloaded: 'The server is at its limit. Try again in a moment.',
    internal: 'The server made a mistake. Try again; if it stays, tell whoever runs it.',
  } as Readonly<Record<string, string>>,
  retryAfter: (seconds: number) => `Try again in ${seconds} s.`,
  otherwise: 'That did not work. Try again in a moment.',
};
