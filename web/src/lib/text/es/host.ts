// The host's part of the Spanish catalogue.
import type { HostText } from '../en/hosting';
import { count, counted, roughly } from './format';

const questions = { one: 'pregunta', other: 'preguntas' };

export const host: Omit<HostText, 'editor' | 'present' | 'rehearsal'> = {
  title: (code) => `Organizar ${code}`,
  foreign: 'Este navegador no organiza este speedrun',
  foreignLead:
    'Un speedrun se organiza desde el navegador que lo abrió. Vuelve a él o únete como participante.',
  joinInstead: 'Unirse como participante',
  accessCode: 'Código de acceso',
  joinAt: (address) => `Únete en ${address}`,
  copyCode: 'Copiar código',
  copyLink: 'Copiar enlace',
  copied: 'Copiado',
  copyFailed: 'Aquí no se puede copiar: selecciona el texto.',
  localOnly:
    'Esta dirección solo vale en este equipo. Abre la página con su dirección de red para compartirla.',
  qr: 'Código QR del enlace para unirse',
  showLarge: 'Mostrar grande',
  bigScreen: 'Abrir la pantalla grande',
  elsewhere: 'Dirigir desde otro dispositivo',
  elsewhereLead:
    'Abre allí tu enlace de anfitrión. No lo compartas: quien lo tenga dirige en tu lugar.',
  copyHostLink: 'Copiar enlace de anfitrión',
  close: 'Cerrar',
  dismiss: 'Descartar',

  set: {
    heading: 'Conjunto de preguntas',
    drop: 'Suelta aquí un conjunto de preguntas',
    pick: 'Elegir un archivo',
    replace: 'Sustituir',
    uploading: (percent) => `Subiendo… ${percent} %`,
    checking: 'Comprobando las preguntas…',
    fetching: 'Obteniendo las preguntas…',
    loaded: (total, categories) =>
      `${counted(total, questions)} en ${counted(categories, { one: 'categoría', other: 'categorías' })}`,
    format: 'Cómo es el archivo',
    formatLead:
      'Un array JSON de hasta 5000 preguntas, como máximo 1 MB. Cada una tiene de 2 a 10 opciones; «answers» son las posiciones de las correctas, contadas desde 0. «category» puede faltar.',
    problems: (total) =>
      total >= 100
        ? 'El archivo tiene errores. Los 100 primeros:'
        : `El archivo tiene ${counted(total, { one: 'error', other: 'errores' })}:`,
    problemsLead: 'No se cambió nada. Corrige el archivo y súbelo de nuevo.',
    warnings: (total) => counted(total, { one: 'observación', other: 'observaciones' }),
    where: (question, field) =>
      [question > 0 ? `Pregunta ${count(question)}` : 'El archivo', field]
        .filter((part) => part !== '')
        .join(', '),
  },

  pick: {
    heading: 'Preguntas',
    search: 'Buscar preguntas y opciones',
    categories: 'Categorías',
    allCategories: 'Todas',
    shown: (shown) => `${count(shown)} mostradas`,
    none: 'Ninguna pregunta coincide.',
    clearFilter: 'Quitar el filtro',
    selectShown: 'Elegir las mostradas',
    unselectShown: 'Quitar las mostradas',
    random: 'Elegir al azar',
    randomCount: 'Cuántas',
    selected: (selected, total) => `${count(selected)} de ${count(total)} elegidas`,
    leftOut: (selected, leftOut) =>
      `Un speedrun no admite más: ${count(selected)} elegidas, ${count(leftOut)} no cupieron.`,
    list: 'Preguntas para elegir',
    answer: (answers) => `Correcta: ${answers}`,
  },

  settings: {
    heading: 'Ajustes',
    quizName: 'Nombre del cuestionario',
    defaultName: 'Speedrun',
    duration: 'Segundos por pregunta',
    durationHint: 'En este tiempo los puntos de cada pregunta bajan a cero.',
    estimate: (ms) => `Un participante termina en ${roughly(ms)} como máximo.`,
  },

  people: {
    heading: 'Sala de espera',
    list: 'Participantes',
    empty: 'Aún no ha entrado nadie. Comparte el código.',
    count: (total) => `${count(total)} en la sala`,
    remove: (name) => `Retirar a ${name}`,
    removeTitle: (name) => `¿Retirar a ${name}?`,
    removeLead: 'Sus puntos salen de la clasificación y su puesto desaparece.',
    removeButton: 'Retirar',
    extraTime: (name: string) => `Tiempo extra para ${name}`,
    extraTimeLead:
      'Su reloj dura más desde la próxima pregunta y los puntos se cuentan en proporción: ni ventaja ni desventaja. Nadie más lo sabe.',
    extraTimeNone: 'Ninguno',
    extraTimeBy: (percent: number) => `+${percent} %`,
    extraTimeGive: 'Aplicar',
    away: 'ausente',
    locked: 'Cerrada: nadie más puede entrar.',
    open: 'Abierta: cualquiera con el código puede entrar.',
    lock: 'Cerrar la sala',
    unlock: 'Abrir la sala',
  },

  start: {
    button: 'Empezar la carrera',
    starting: 'Empezando…',
    ready: (present) =>
      present === 0 ? 'Todo listo cuando quieras.' : `Listo. ${count(present)} en la sala.`,
    connection: 'Espera a la conexión.',
    missing: {
      'no-question-set': 'Sube primero un conjunto de preguntas.',
      'no-questions-selected': 'Elige al menos una pregunta.',
      'duration-out-of-range': 'Pon de 1 a 600 segundos por pregunta.',
      'name-too-long': 'Acorta el nombre a 100 caracteres.',
      'too-many-questions': 'Elige menos preguntas: un speedrun no admite tantas.',
    },
    nobodyTitle: '¿Empezar sin participantes?',
    nobodyLead: 'Aún no ha entrado nadie. También se puede entrar durante la carrera.',
    anyway: 'Empezar igualmente',
    cancel: 'Cancelar',
  },

  run: {
    title: 'En marcha',
    elapsed: 'Transcurrido',
    finished: 'En la meta',
    average: 'Respuesta media',
    questions: 'Preguntas',
    standings: 'Clasificación',
    find: 'Buscar a alguien',
    at: (answered, total) => `${count(answered)} / ${count(total)}`,
    atLabel: (answered, total) => `${answered} de ${total} preguntas respondidas`,
    done: 'en la meta',
    waiting: 'Las primeras respuestas están en camino.',
    end: 'Terminar la carrera',
    endTitle: '¿Terminar la carrera para todos?',
    endLead: (unfinished) =>
      `${counted(unfinished, { one: 'participante no ha', other: 'participantes no han' })} terminado. Conservan sus puntos.`,
    endButton: 'Terminar ahora',
    ending: 'Terminando…',
    empty: 'Aún no hay nadie en la carrera.',
    notFound: 'Nadie se llama así.',
    none: '–',
    charts: 'Gráficos',
    chart: {
      answers: 'Respuestas por pregunta',
      times: 'Segundos entre una respuesta y la siguiente',
      question: 'Pregunta',
      seconds: 'Segundos',
      count: 'Respuestas',
      people: 'Participantes',
    },
  },
};
