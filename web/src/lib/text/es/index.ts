// Every word that people see, in Spanish.
import type { Text } from '../en';
import { stopwatch } from '../format';
import { count, counted, deltaOf, ordinal, secondsOf } from './format';
import { problems } from './problems';

const product = 'mc-speedrun';
const points = { one: 'punto', other: 'puntos' };
const places = { one: 'puesto', other: 'puestos' };

const spanish: Text = {
  product,
  title: (page) => `${page} · ${product}`,

  home: {
    title: 'Inicio',
    heading: ['Piensa.', 'Pulsa.', 'Vuela.'],
    lead: 'Carreras de opción múltiple: todos reciben las mismas preguntas y ganan los aciertos rápidos.',
    join: 'Unirse a un speedrun',
    code: 'Código de acceso',
    codeHint: '8 letras y cifras, de quien organiza.',
    codeWrongLength: (length) =>
      length === 0
        ? 'Escribe el código de acceso que muestra quien organiza.'
        : `Un código de acceso tiene 8 letras y cifras; este tiene ${length}.`,
    joinButton: 'Unirse',
    joining: 'Entrando…',
    host: 'Organizar un speedrun',
    hostLead: 'Sube tus preguntas, comparte el código, empieza la carrera.',
    hostButton: 'Organizar un nuevo speedrun',
    opening: 'Abriendo…',
    hosted: 'Organizados en este navegador',
    past: 'Organizados antes',
    hostedLink: (code) => `Volver a ${code}`,
  },

  preferences: {
    label: 'Ajustes',
    language: 'Idioma',
    theme: 'Apariencia',
    sound: 'Sonido',
    themes: { auto: 'Como el dispositivo', light: 'Clara', dark: 'Oscura' },
  },

  notFound: {
    title: 'No encontrado',
    heading: 'No hay nada en esta dirección',
    lead: 'Comprueba el enlace o empieza desde la página de inicio.',
  },

  loading: {
    part: 'Cargando…',
    failed: 'No se pudo cargar esta parte de la aplicación',
    failedLead: 'Comprueba la red y vuelve a cargar la página. No se ha perdido nada.',
    reload: 'Volver a cargar',
  },

  connection: {
    label: 'Conexión',
    fine: 'Conectado',
    connecting: 'Conectando…',
    lost: 'Conexión perdida.',
    kept: 'Lo que hagas se guarda y se envía cuando vuelva.',
    reconnecting: 'Reconectando…',
    retryIn: (seconds) => `Nuevo intento en ${seconds} s.`,
    retryNow: 'Intentar ahora',
    unavailable: 'El servidor no puede guardar nada ahora. Sigue por sí solo; espera, por favor.',
    offline: 'No tienes conexión. Para participar u organizar hace falta la red.',
    slow: 'Aún conectando. Quizá el servidor se reinicia o no hay red.',
  },

  join: {
    title: (code) => `Unirse a ${code}`,
    checking: 'Comprobando el código…',
    heading: 'Únete al speedrun',
    name: 'Tu nombre',
    nameHint: 'Todos lo ven en la clasificación. Como máximo 32 caracteres.',
    nameMissing: 'Escribe el nombre que verán los demás.',
    nameTooLong: (length) => `Un nombre tiene como máximo 32 caracteres; este tiene ${length}.`,
    takeSeat: 'Ocupar un puesto',
    takingSeat: 'Ocupando un puesto…',
    late: 'La carrera ya ha empezado. Aún puedes unirte: tu reloj empieza con tu primera pregunta.',
    resumeHeading: 'Hola de nuevo',
    resumeLead: 'Este navegador tiene un puesto en este speedrun.',
    resume: (name) => `Seguir como ${name}`,
    joinAnew: 'Unirse como otra persona',
    tryAgain: 'Intentar de nuevo',
    anotherCode: 'Escribir otro código',
  },

  lobby: {
    title: 'Sala de espera',
    heading: (name) => `Ya estás dentro, ${name}`,
    waiting: 'La carrera empieza cuando quien organiza lo decide. Mantén abierta esta página.',
    extraTime: (percent: number) =>
      `Tienes un ${percent} % más de tiempo para cada pregunta. Los puntos cuentan como para todos.`,
    present: (total) => counted(total, { one: 'participante', other: 'participantes' }),
    more: (rest) => `y ${count(rest)} más`,
    you: 'tú',
    rename: 'Cambiar nombre',
    renameButton: 'Guardar nombre',
    cancel: 'Cancelar',
    points: 'Cada acierto vale hasta 100 puntos, y menos a cada instante que pasa.',
    tips: 'Con teclado: 1–9 o A–J eligen una opción, Intro continúa.',
  },

  ownLink: {
    button: 'Seguir en otro dispositivo',
    lead: 'Abre allí este enlace o escanéalo. Es solo tuyo: quien lo tenga juega en tu lugar.',
    copy: 'Copiar tu enlace',
    copied: 'Copiado',
    qr: 'Código QR de tu propio enlace',
  },

  countdown: {
    title: 'Prepárate',
    heading: 'Prepárate',
    go: 'Ya',
    facts: (questions, seconds) =>
      `${counted(questions, { one: 'pregunta', other: 'preguntas' })}, ${seconds} s cada una`,
  },

  race: {
    title: (number, total) => `Pregunta ${number} de ${total}`,
    progress: (number, total) => `${count(number)} / ${count(total)}`,
    progressLabel: (number, total) => `Pregunta ${number} de ${total}`,
    score: (score) => counted(score, points),
    secondsLeft: (seconds) => `quedan ${seconds} s`,
    selectSeveral: (wanted) => `Elige ${wanted}`,
    selectMore: (missing) => `Elige ${missing} más`,
    confirm: 'Confirmar',
    sending: 'Enviando…',
    keptForLater: 'Sin conexión. Tu respuesta se guarda, con su tiempo, y se envía cuando vuelva.',
    tooLate: 'Tu respuesta llegó demasiado tarde al servidor.',
    timeUp: 'Se acabó el tiempo',
    nextLoading: 'Siguiente pregunta…',
    next: 'Siguiente pregunta',
    finish: 'Ver cómo quedas',
    standings: 'Clasificación',
    outcome: {
      correct: 'Correcto',
      partial: 'En parte correcto',
      incorrect: 'Incorrecto',
      timeout: 'Fuera de tiempo',
    },
    awarded: (score) => `+${score}`,
    took: (ms) => `en ${secondsOf(ms)}`,
    place: (rank, total) => `${ordinal(rank)} de ${count(total)}`,
    announce: (outcome, score, rank, total) =>
      `${outcome}. ${counted(score, points)}. ${ordinal(rank)} de ${count(total)}.`,
    quickest: 'Tu acierto más rápido hasta ahora',
    pace: (deltaMs) =>
      deltaMs < 0
        ? `${secondsOf(-deltaMs)} más rápido que tu media`
        : `${secondsOf(deltaMs)} más lento que tu media`,
    climbed: (up) => (up > 0 ? `Subes ${counted(up, places)}` : `Bajas ${counted(-up, places)}`),
    behind: (score, name) => `a ${count(score)} de ${name}`,
    aheadOf: (score, name) => `${count(score)} por delante de ${name}`,
    level: (name) => `Igualado con ${name}`,
    rightOption: 'respuesta correcta',
    yourOption: 'tu elección',
  },

  waiting: {
    title: 'En la meta',
    heading: 'En la meta',
    lead: 'Los demás siguen corriendo. El resumen llega cuando todos terminen.',
    finished: (finished, total) => `Han terminado ${count(finished)} de ${count(total)}`,
    soon: 'La carrera ha terminado. El resumen está en camino.',
  },

  standings: {
    heading: 'Clasificación',
    empty: 'Aún nadie tiene puntos.',
    you: 'tú',
    truncated: (listed, total) => `Se muestran los ${count(listed)} mejores de ${count(total)}.`,
  },

  summary: {
    title: 'Resumen',
    heading: 'Los resultados',
    noSummary: 'Este speedrun ha terminado. No hay nada tuyo que mostrar.',
    home: 'Inicio',
  },

  ended: {
    unauthorized: {
      heading: 'Tu sesión ha caducado',
      participant: 'Vuelve a entrar para seguir. Un puesto anterior no se puede recuperar.',
      host: 'El derecho a organizar este speedrun ha caducado.',
      again: 'Unirse de nuevo',
    },
    gone: {
      heading: 'Este speedrun ya no existe',
      lead: 'Terminó hace tiempo, o el código nunca se entregó.',
    },
    superseded: {
      heading: 'Estás jugando en otra ventana',
      host: 'Estás organizando en otra ventana',
      lead: 'Una conexión más nueva ha tomado el relevo. Sigue allí o retómalo aquí.',
      here: 'Seguir aquí',
    },
    removed: {
      heading: 'Quien organiza te ha retirado',
      lead: 'Tu puesto en este speedrun ya no existe.',
    },
    misunderstood: {
      heading: 'El servidor no entendió esta aplicación',
      lead: 'Vuelve a cargar la página para tener la última versión e inténtalo de nuevo.',
    },
    home: 'Inicio',
  },

  problems,

  time: { stopwatch, seconds: secondsOf, delta: deltaOf },
  count,
};

export default spanish;
