// Después de la carrera: la versión española.
import type { ResultsText } from '../en/results';

const results: ResultsText = {
  workbook: {
    places: 'Puestos',
    questions: 'Preguntas',
    answers: 'Respuestas',
    rank: 'Puesto',
    name: 'Nombre',
    score: 'Puntos',
    time: 'Tiempo (s)',
    finished: 'En meta',
    question: 'Pregunta',
    category: 'Categoría',
    rightOptions: 'Opciones correctas',
    answered: 'Respuestas',
    difficulty: 'Dificultad (proporción de aciertos)',
    discrimination: 'Discriminación',
    averageTime: 'Tiempo medio (s)',
    medianTime: 'Tiempo mediano (s)',
    outcome: 'Resultado',
    chosen: 'Elegido',
  },
  card: {
    points: 'puntos',
    right: 'aciertos',
  },
  share: {
    lead: 'Quien lo tenga ve los resultados, con los nombres, mientras se conserven.',
    copied: 'Copiado',
  },
  page: {
    title: 'Resultados',
    goneHeading: 'Estos resultados no están aquí',
    goneLead: 'Ya no se conservan o el enlace está incompleto.',
    fetching: 'Buscando los resultados…',
    difficulty: (p) => `${p} % de aciertos`,
    discrimination: (d) => `discriminación ${d}`,
    average: (s) => `${s} de media`,
  },
};

export default results;
