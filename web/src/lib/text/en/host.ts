// The host's part of the English catalogue.
import { count, counted, roughly } from './format';

export const host = {
  title: (code: string) => `Host ${code}`,
  foreign: 'This browser does not host this speedrun',
  foreignLead:
    'A speedrun is hosted from the browser that opened it. Go back to that browser, or join as a participant.',
  joinInstead: 'Join as a participant',
  accessCode: 'Access code',
  joinAt: (address: string) => `Join at ${address}`,
  copyCode: 'Copy code',
  copyLink: 'Copy join link',
  copied: 'Copied',
  copyFailed: 'Copying is not allowed here: select the text instead.',
  localOnly:
    'This address works on this computer only. Open this page under the computer’s network address to share it with others.',
  qr: 'QR code of the join link',
  showLarge: 'Show large',
  bigScreen: 'Open the big screen',
  elsewhere: 'Host from another device',
  elsewhereLead:
    'Open your host link there. Keep it to yourself: whoever has it hosts in your place.',
  copyHostLink: 'Copy host link',
  close: 'Close',
  dismiss: 'Dismiss',

  set: {
    heading: 'Question set',
    drop: 'Drop a question set here',
    pick: 'Choose a file',
    replace: 'Replace',
    uploading: (percent: number) => `Uploading… ${percent} %`,
    checking: 'Checking the questions…',
    fetching: 'Fetching the questions…',
    loaded: (questions: number, categories: number) =>
      `${counted(questions, { one: 'question', other: 'questions' })} in ${counted(categories, { one: 'category', other: 'categories' })}`,
    format: 'What the file looks like',
    formatLead:
      'A JSON array of up to 5,000 questions, at most 1 MB. Each has 2 to 10 options; “answers” are the positions of the right ones, counted from 0. “category” may be left out.',
    problems: (total: number) =>
      total >= 100
        ? 'The file has problems. The first 100:'
        : `The file has ${counted(total, { one: 'problem', other: 'problems' })}:`,
    problemsLead: 'Nothing was changed. Mend the file and upload it again.',
    warnings: (total: number) => counted(total, { one: 'remark', other: 'remarks' }),
    where: (question: number, field: string) =>
      [question > 0 ? `Question ${count(question)}` : 'The file', field]
        .filter((part) => part !== '')
        .join(', '),
  },

  pick: {
    heading: 'Questions',
    search: 'Search questions and options',
    categories: 'Categories',
    allCategories: 'All',
    shown: (shown: number) => `${count(shown)} shown`,
    none: 'No question matches.',
    clearFilter: 'Clear the filter',
    selectShown: 'Select shown',
    unselectShown: 'Unselect shown',
    random: 'Pick at random',
    randomCount: 'How many',
    selected: (selected: number, total: number) => `${count(selected)} of ${count(total)} selected`,
    leftOut: (selected: number, leftOut: number) =>
      `A speedrun cannot take more: ${count(selected)} are selected, ${count(leftOut)} did not fit.`,
    list: 'Questions to choose from',
    answer: (answers: string) => `Right: ${answers}`,
  },

  settings: {
    heading: 'Settings',
    quizName: 'Quiz name',
    defaultName: 'Speedrun',
    duration: 'Seconds per question',
    durationHint: 'Every question’s points fall to zero over this time.',
    estimate: (ms: number) => `A participant is done in ${roughly(ms)} at most.`,
  },

  people: {
    heading: 'Lobby',
    list: 'Participants',
    empty: 'Nobody has joined yet. Share the code.',
    count: (total: number) => `${count(total)} in the lobby`,
    remove: (name: string) => `Remove ${name}`,
    removeTitle: (name: string) => `Remove ${name}?`,
    removeLead: 'Their score is taken off the leaderboard, and their seat is gone.',
    removeButton: 'Remove',
    extraTime: (name: string) => `Extra time for ${name}`,
    extraTimeLead:
      'Their clock runs longer from the next question on, and points are counted in proportion: neither an advantage nor a disadvantage. Nobody else is told.',
    extraTimeNone: 'None',
    extraTimeBy: (percent: number) => `+${percent} %`,
    extraTimeGive: 'Apply',
    away: 'away',
    locked: 'Locked: nobody else can join.',
    open: 'Open: anybody with the code can join.',
    lock: 'Lock the lobby',
    unlock: 'Unlock the lobby',
  },

  start: {
    button: 'Start the race',
    starting: 'Starting…',
    ready: (present: number) =>
      present === 0 ? 'Ready when you are.' : `Ready. ${count(present)} in the lobby.`,
    connection: 'Wait for the connection.',
    missing: {
      'no-question-set': 'Upload a question set first.',
      'no-questions-selected': 'Select at least one question.',
      'duration-out-of-range': 'Set 1 to 600 seconds per question.',
      'name-too-long': 'Shorten the quiz name to 100 characters.',
      'too-many-questions': 'Select fewer questions: a speedrun cannot take this many.',
    },
    nobodyTitle: 'Start without participants?',
    nobodyLead: 'Nobody has joined yet. People can still join while the race runs.',
    anyway: 'Start anyway',
    cancel: 'Cancel',
  },

  run: {
    title: 'Running',
    elapsed: 'Elapsed',
    finished: 'Finished',
    average: 'Average answer',
    questions: 'Questions',
    standings: 'Standings',
    find: 'Find a participant',
    at: (answered: number, total: number) => `${count(answered)} / ${count(total)}`,
    atLabel: (answered: number, total: number) => `${answered} of ${total} questions answered`,
    done: 'finished',
    waiting: 'The first answers are on their way.',
    end: 'End the race',
    endTitle: 'End the race for everybody?',
    endLead: (unfinished: number) =>
      `${counted(unfinished, { one: 'participant has', other: 'participants have' })} not finished. They keep their points so far.`,
    endButton: 'End now',
    ending: 'Ending…',
    empty: 'Nobody is in the race yet.',
    notFound: 'Nobody has such a name.',
    none: '–',
    charts: 'Charts',
    chart: {
      answers: 'Answers by question',
      times: 'Seconds from answer to answer',
      question: 'Question',
      seconds: 'Seconds',
      count: 'Answers',
      people: 'Participants',
    },
  },
};
