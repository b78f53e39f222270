// Nach dem Rennen: die deutsche Fassung.
import type { ResultsText } from '../en/results';

const results: ResultsText = {
  workbook: {
    places: 'Plätze',
    questions: 'Fragen',
    answers: 'Antworten',
    rank: 'Platz',
    name: 'Name',
    score: 'Punkte',
    time: 'Zeit (s)',
    finished: 'Im Ziel',
    question: 'Frage',
    category: 'Kategorie',
    rightOptions: 'Richtige Optionen',
    answered: 'Antworten',
    difficulty: 'Schwierigkeit (Anteil richtig)',
    discrimination: 'Trennschärfe',
    averageTime: 'Zeit im Schnitt (s)',
    medianTime: 'Zeit im Median (s)',
    outcome: 'Ergebnis',
    chosen: 'Gewählt',
  },
  card: {
    points: 'Punkte',
    right: 'richtig',
  },
  share: {
    lead: 'Wer ihn hat, sieht das Ergebnis samt Namen, solange es aufgehoben wird.',
    copied: 'Kopiert',
  },
  page: {
    title: 'Ergebnis',
    goneHeading: 'Dieses Ergebnis ist nicht da',
    goneLead: 'Es wird nicht mehr aufgehoben, oder der Link ist unvollständig.',
    fetching: 'Ergebnis wird geholt …',
    difficulty: (p) => `${p} % richtig`,
    discrimination: (d) => `Trennschärfe ${d}`,
    average: (s) => `${s} im Schnitt`,
  },
};

export default results;
