// Après la course : la version française.
import type { ResultsText } from '../en/results';

const results: ResultsText = {
  workbook: {
    places: 'Places',
    questions: 'Questions',
    answers: 'Réponses',
    rank: 'Place',
    name: 'Nom',
    score: 'Points',
    time: 'Temps (s)',
    finished: 'Arrivé',
    question: 'Question',
    category: 'Catégorie',
    rightOptions: 'Bonnes options',
    answered: 'Réponses',
    difficulty: 'Difficulté (part de justes)',
    discrimination: 'Discrimination',
    averageTime: 'Temps moyen (s)',
    medianTime: 'Temps médian (s)',
    outcome: 'Résultat',
    chosen: 'Choisi',
  },
  card: {
    points: 'points',
    right: 'justes',
  },
  share: {
    lead: 'Qui l’a voit les résultats, noms compris, tant qu’ils sont conservés.',
    copied: 'Copié',
  },
  page: {
    title: 'Résultats',
    goneHeading: 'Ces résultats ne sont pas ici',
    goneLead: 'Ils ne sont plus conservés, ou le lien est incomplet.',
    fetching: 'Recherche des résultats…',
    difficulty: (p) => `${p} % de justes`,
    discrimination: (d) => `discrimination ${d}`,
    average: (s) => `${s} en moyenne`,
  },
};

export default results;
