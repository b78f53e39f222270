// What is said after the race: exports, cards and the page of results. The original.
const results = {
  workbook: {
    places: 'Places',
    questions: 'Questions',
    answers: 'Answers',
    rank: 'Place',
    name: 'Name',
    score: 'Points',
    time: 'Time (s)',
    finished: 'Finished',
    question: 'Question',
    category: 'Category',
    rightOptions: 'Right options',
    answered: 'Answers',
    difficulty: 'Difficulty (share right)',
    discrimination: 'Discrimination',
    averageTime: 'Average time (s)',
    medianTime: 'Median time (s)',
    outcome: 'Result',
    chosen: 'Chosen',
  },
  card: {
    points: 'points',
    right: 'right',
  },
  share: {
    lead: 'Whoever has it sees the results, names included, as long as they are kept.',
    copied: 'Copied',
  },
  page: {
    title: 'Results',
    goneHeading: 'These results are not here',
    goneLead: 'They are no longer kept, or the link is not whole.',
    fetching: 'Fetching the results…',
    difficulty: (p: number) => `${p} % right`,
    discrimination: (d: string) => `tells apart: ${d}`,
    average: (s: string) => `${s} on average`,
  },
};

export type ResultsText = typeof results;
export default results;
