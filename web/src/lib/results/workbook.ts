// Results as an Excel workbook: the places, the questions with their statistics, and every answer.
// Texts are written as texts: a name that looks like a formula stays a name.
import writeXlsxFile from 'write-excel-file/browser';
import type { Results } from '$lib/protocol/generated/results';
import { resultsText, text } from '$lib/text';
import { statisticsOf } from './statistics';

type Value = string | number | null | undefined;

const heading = (words: string) => ({ value: words, type: String, fontWeight: 'bold' as const });

function cell(value: Value, format?: string) {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return { value, type: String };
  return format === undefined ? { value, type: Number } : { value, type: Number, format };
}

const seconds = (ms: number | null | undefined) =>
  cell(ms === null || ms === undefined ? null : ms / 1_000, '0.0');

export function workbookOf(results: Results): Promise<Blob> {
  const words = resultsText.workbook;
  const { questions, participants } = results;
  const statistics = statisticsOf(results);
  const places = [
    [words.rank, words.name, words.score, words.time, words.finished].map(heading),
    ...participants.map(({ rank, name, score, totalTimeMs, status }) => [
      cell(rank),
      cell(name),
      cell(score),
      seconds(totalTimeMs),
      cell(status === 'finished' ? 1 : 0),
    ]),
  ];
  const asked = [
    [
      '#',
      words.question,
      words.category,
      words.rightOptions,
      words.answered,
      words.difficulty,
      words.discrimination,
      words.averageTime,
      words.medianTime,
    ].map(heading),
    ...questions.map(({ question, category, options, answers }, index) => [
      cell(index + 1),
      cell(question),
      cell(category),
      cell(answers.map((answer) => options[answer]).join(' · ')),
      cell(statistics[index]?.answered),
      cell(statistics[index]?.difficulty, '0%'),
      cell(statistics[index]?.discrimination, '0.00'),
      seconds(statistics[index]?.averageMs),
      seconds(statistics[index]?.medianMs),
    ]),
  ];
  const given = [
    [words.name, '#', words.outcome, words.chosen, words.time, words.score].map(heading),
    ...participants.flatMap(({ name, answers }) =>
      answers.map(({ outcome, selectedOptions, durationMs, score }, index) => [
        cell(name),
        cell(index + 1),
        cell(text.race.outcome[outcome]),
        cell(selectedOptions.map((option) => questions[index]?.options[option]).join(' · ')),
        seconds(durationMs),
        cell(score),
      ]),
    ),
  ];
  return writeXlsxFile([
    { data: places, sheet: words.places, stickyRowsCount: 1 },
    { data: asked, sheet: words.questions, stickyRowsCount: 1 },
    { data: given, sheet: words.answers, stickyRowsCount: 1 },
  ]).toBlob();
}
