// Every word that people see, in English. The other catalogues are objects of its type, so that a
// missing word does not compile.
import { problems } from './problems';
import { stopwatch } from '../format';
import { count, counted, deltaOf, ordinal, secondsOf } from './format';

const product = 'mc-speedrun';

const english = {
  product,
  title: (page: string) => `${page} · ${product}`,

  home: {
    title: 'Home',
    heading: ['Know it.', 'Tap it.', 'Fast.'],
    lead: 'Multiple-choice races: everyone gets the same questions, and quick right answers win.',
    join: 'Join a speedrun',
    code: 'Access code',
    codeHint: '8 letters and digits, from your host.',
    codeWrongLength: (length: number) =>
      length === 0
        ? 'Enter the access code that your host shows.'
        : `An access code has 8 letters and digits; this has ${length}.`,
    joinButton: 'Join',
    joining: 'Joining…',
    host: 'Host a speedrun',
    hostLead: 'Upload your questions, share the code, start the race.',
    hostButton: 'Host a new speedrun',
    opening: 'Opening…',
    hosted: 'Hosted in this browser',
    past: 'Hosted before',
    hostedLink: (code: string) => `Back to ${code}`,
  },

  preferences: {
    label: 'Settings',
    language: 'Language',
    theme: 'Appearance',
    sound: 'Sound',
    themes: { auto: 'As the device', light: 'Light', dark: 'Dark' },
  },

  notFound: {
    title: 'Not found',
    heading: 'Nothing is at this address',
    lead: 'Check the link, or start from the home page.',
  },

  loading: {
    part: 'Loading…',
    failed: 'This part of the app could not be loaded',
    failedLead: 'Check the network, then reload the page. Nothing is lost.',
    reload: 'Reload',
  },

  connection: {
    label: 'Connection',
    fine: 'Connected',
    connecting: 'Connecting…',
    lost: 'Connection lost.',
    kept: 'What you do is kept and sent once it is back.',
    reconnecting: 'Reconnecting…',
    retryIn: (seconds: number) => `Trying again in ${seconds} s.`,
    retryNow: 'Try now',
    unavailable: 'The server cannot save anything just now. It goes on by itself; please wait.',
    offline: 'You are offline. Joining and hosting need the network.',
    slow: 'Still connecting. The server may be restarting, or the network is down.',
  },

  join: {
    title: (code: string) => `Join ${code}`,
    checking: 'Checking the code…',
    heading: 'Join the speedrun',
    name: 'Your name',
    nameHint: 'Everybody sees it on the leaderboard. At most 32 characters.',
    nameMissing: 'Enter the name that the others shall see.',
    nameTooLong: (length: number) => `A name has at most 32 characters; this has ${length}.`,
    takeSeat: 'Take a seat',
    takingSeat: 'Taking a seat…',
    late: 'The race has begun. You can still join: your own clock starts with your first question.',
    resumeHeading: 'Welcome back',
    resumeLead: 'This browser has a seat in this speedrun.',
    resume: (name: string) => `Go on as ${name}`,
    joinAnew: 'Join as somebody else',
    tryAgain: 'Try again',
    anotherCode: 'Enter another code',
  },

  lobby: {
    title: 'Lobby',
    heading: (name: string) => `You’re in, ${name}`,
    waiting: 'The race begins when the host starts it. Keep this page open.',
    extraTime: (percent: number) =>
      `You have ${percent} % more time for each question. Points count as for everybody.`,
    present: (total: number) => counted(total, { one: 'participant', other: 'participants' }),
    more: (rest: number) => `and ${counted(rest, { other: 'more' })}`,
    you: 'you',
    rename: 'Change name',
    renameButton: 'Save name',
    cancel: 'Cancel',
    points: 'Right answers are worth up to 100 points, and less with every moment that passes.',
    tips: 'With a keyboard: 1–9 or A–J choose an option, Enter goes on.',
  },

  ownLink: {
    button: 'Go on on another device',
    lead: 'Open this link there, or scan it. It is yours alone: whoever has it plays in your place.',
    copy: 'Copy your link',
    copied: 'Copied',
    qr: 'QR code of your own link',
  },

  countdown: {
    title: 'Get ready',
    heading: 'Get ready',
    go: 'Go',
    facts: (questions: number, seconds: number) =>
      `${counted(questions, { one: 'question', other: 'questions' })}, ${seconds} s each`,
  },

  race: {
    title: (number: number, total: number) => `Question ${number} of ${total}`,
    progress: (number: number, total: number) => `${count(number)} / ${count(total)}`,
    progressLabel: (number: number, total: number) => `Question ${number} of ${total}`,
    score: (score: number) => counted(score, { one: 'point', other: 'points' }),
    secondsLeft: (seconds: number) => `${seconds} s left`,
    selectSeveral: (wanted: number) => `Choose ${wanted}`,
    selectMore: (missing: number) => `Choose ${missing} more`,
    confirm: 'Lock in',
    sending: 'Sending…',
    keptForLater: 'No connection. Your answer is kept, with its time, and sent once it is back.',
    tooLate: 'Your answer reached the server too late.',
    timeUp: 'Time is up',
    nextLoading: 'Next question…',
    next: 'Next question',
    finish: 'See where you stand',
    standings: 'Leaderboard',
    outcome: {
      correct: 'Right',
      partial: 'Partly right',
      incorrect: 'Wrong',
      timeout: 'Time ran out',
    },
    awarded: (points: number) => `+${points}`,
    took: (ms: number) => `in ${secondsOf(ms)}`,
    place: (rank: number, total: number) => `${ordinal(rank)} of ${count(total)}`,
    announce: (outcome: string, points: number, rank: number, total: number) =>
      `${outcome}. ${counted(points, { one: 'point', other: 'points' })}. ${ordinal(rank)} of ${count(total)}.`,
    quickest: 'Your quickest right answer yet',
    pace: (deltaMs: number) =>
      deltaMs < 0
        ? `${secondsOf(-deltaMs)} quicker than your average`
        : `${secondsOf(deltaMs)} slower than your average`,
    climbed: (places: number) =>
      places > 0
        ? `Up ${counted(places, { one: 'place', other: 'places' })}`
        : `Down ${counted(-places, { one: 'place', other: 'places' })}`,
    behind: (points: number, name: string) => `${count(points)} behind ${name}`,
    aheadOf: (points: number, name: string) => `${count(points)} ahead of ${name}`,
    level: (name: string) => `Level with ${name}`,
    rightOption: 'right answer',
    yourOption: 'your choice',
  },

  waiting: {
    title: 'Finished',
    heading: 'Across the line',
    lead: 'The others are still running. The summary comes when everybody is through.',
    finished: (finished: number, total: number) =>
      `${count(finished)} of ${count(total)} have finished`,
    soon: 'The race is over. The summary is on its way.',
  },

  standings: {
    heading: 'Leaderboard',
    empty: 'Nobody has scored yet.',
    you: 'you',
    truncated: (listed: number, total: number) =>
      `The best ${count(listed)} of ${count(total)} are listed.`,
  },

  summary: {
    title: 'Summary',
    heading: 'The results',
    noSummary: 'This speedrun has ended. There is nothing of yours to show.',
    home: 'Home',
  },

  ended: {
    unauthorized: {
      heading: 'Your session has expired',
      participant: 'Sign on again to go on. A seat taken before cannot be resumed.',
      host: 'The right to host this speedrun has expired.',
      again: 'Join again',
    },
    gone: {
      heading: 'This speedrun is no more',
      lead: 'It ended some time ago, or the access code was never given out.',
    },
    superseded: {
      heading: 'You are playing in another window',
      host: 'You are hosting in another window',
      lead: 'A newer connection has taken over. Go on there, or take over here.',
      here: 'Go on here',
    },
    removed: {
      heading: 'The host has removed you',
      lead: 'Your seat in this speedrun is gone.',
    },
    misunderstood: {
      heading: 'The server did not understand this app',
      lead: 'Reload the page to get its newest version, then try again.',
    },
    home: 'Home',
  },

  problems,

  time: { stopwatch, seconds: secondsOf, delta: deltaOf },
  count,
};

export type Text = typeof english;
export default english;
