// What to do about each refusal, by the server's code, in Spanish.
import type { Text } from '../en';

export const problems: Text['problems'] = {
  words: {
    network: 'No se puede llegar al servidor. Comprueba la red e inténtalo de nuevo.',
    unreadable: 'El servidor respondió algo inesperado. Inténtalo de nuevo en un momento.',
    unknown_quiz: 'Ningún speedrun tiene este código. Compruébalo con quien organiza.',
    quiz_finished: 'Este speedrun ha terminado. Pide un código nuevo.',
    lobby_locked: 'La sala está cerrada. Pide que te dejen entrar e inténtalo de nuevo.',
    speedrun_full: 'Todos los puestos están ocupados. Pregunta a quien organiza.',
    already_started: 'La carrera ha empezado; las preguntas quedan como están.',
    not_started: 'La carrera aún no ha empezado.',
    name_taken: 'Alguien ya tiene este nombre. Elige otro.',
    invalid_name: 'Este nombre no sirve. Elige uno de 1 a 32 caracteres visibles.',
    name_fixed: 'El nombre ya no se puede cambiar.',
    rate_limited: 'Demasiados intentos a la vez. Espera un poco e inténtalo de nuevo.',
    timeout: 'Ha tardado demasiado. Comprueba la red e inténtalo de nuevo.',
    unauthorized: 'Tu sesión ha caducado. Empieza de nuevo desde el inicio.',
    forbidden: 'No tienes permiso para eso.',
    not_host: 'Eso solo puede hacerlo quien organiza.',
    too_large:
      'El archivo supera 1 MB, el máximo de un conjunto de preguntas. Divídelo o quita preguntas.',
    unsupported_media_type: 'El servidor no acepta este tipo de archivo. Sube un archivo JSON.',
    invalid_question_set: 'El archivo no es un conjunto de preguntas válido.',
    question_set_changed:
      'Entretanto se cambiaron las preguntas. Revisa tu selección y empieza de nuevo.',
    no_question_set: 'Aún no hay preguntas. Sube un conjunto.',
    invalid_selection: 'Esta selección de preguntas no es válida. Elige de nuevo.',
    invalid_settings: 'Estos ajustes no son válidos. Revisa el nombre y los segundos.',
    invalid_answer: 'Esa respuesta no fue aceptada. Elige de nuevo.',
    unknown_participant: 'Ese participante ya no está.',
    results_pending: 'Los resultados aún no están listos. Inténtalo en un minuto.',
    not_found: 'Los resultados ya no se conservan.',
    unavailable: 'El servidor tiene problemas ahora mismo. Inténtalo en un momento.',
    overloaded: 'El servidor está al límite. Inténtalo en un momento.',
    internal:
      'El servidor cometió un error. Inténtalo de nuevo; si sigue, avisa a quien lo mantiene.',
  },
  retryAfter: (seconds) => `Inténtalo de nuevo en ${seconds} s.`,
  otherwise: 'No ha funcionado. Inténtalo de nuevo en un momento.',
};
