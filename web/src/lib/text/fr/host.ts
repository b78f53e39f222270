// The host's part of the French catalogue.
import type { HostText } from '../en/hosting';
import { count, counted, roughly } from './format';

const questions = { one: 'question', other: 'questions' };

export const host: Omit<HostText, 'editor' | 'present' | 'rehearsal'> = {
  title: (code) => `Animer ${code}`,
  foreign: 'Ce navigateur n’anime pas ce speedrun',
  foreignLead:
    'Un speedrun s’anime depuis le navigateur qui l’a ouvert. Retournes-y, ou participe.',
  joinInstead: 'Participer',
  accessCode: 'Code d’accès',
  joinAt: (address) => `Rejoins sur ${address}`,
  copyCode: 'Copier le code',
  copyLink: 'Copier le lien',
  copied: 'Copié',
  copyFailed: 'Impossible de copier ici : sélectionne le texte.',
  localOnly:
    'Cette adresse ne vaut que sur cet ordinateur. Ouvre la page à son adresse réseau pour la partager.',
  qr: 'QR code du lien pour rejoindre',
  showLarge: 'Afficher en grand',
  bigScreen: 'Ouvrir le grand écran',
  elsewhere: 'Animer depuis un autre appareil',
  elsewhereLead: 'Ouvre là-bas ton lien d’animation. Garde-le pour toi : qui l’a anime à ta place.',
  copyHostLink: 'Copier le lien d’animation',
  close: 'Fermer',
  dismiss: 'Masquer',

  set: {
    heading: 'Jeu de questions',
    drop: 'Dépose un jeu de questions ici',
    pick: 'Choisir un fichier',
    replace: 'Remplacer',
    uploading: (percent) => `Envoi… ${percent} %`,
    checking: 'Vérification des questions…',
    fetching: 'Récupération des questions…',
    loaded: (total, categories) =>
      `${counted(total, questions)} dans ${counted(categories, { one: 'catégorie', other: 'catégories' })}`,
    format: 'À quoi ressemble le fichier',
    formatLead:
      'Un tableau JSON d’au plus 5 000 questions, 1 Mo au plus. Chacune a 2 à 10 options ; « answers » donne la place des bonnes, comptée depuis 0. « category » peut manquer.',
    problems: (total) =>
      total >= 100
        ? 'Le fichier a des erreurs. Les 100 premières :'
        : `Le fichier a ${counted(total, { one: 'erreur', other: 'erreurs' })} :`,
    problemsLead: 'Rien n’a changé. Corrige le fichier et renvoie-le.',
    warnings: (total) => counted(total, { one: 'remarque', other: 'remarques' }),
    where: (question, field) =>
      [question > 0 ? `Question ${count(question)}` : 'Le fichier', field]
        .filter((part) => part !== '')
        .join(', '),
  },

  pick: {
    heading: 'Questions',
    search: 'Chercher dans les questions et options',
    categories: 'Catégories',
    allCategories: 'Toutes',
    shown: (shown) => `${count(shown)} affichées`,
    none: 'Aucune question ne correspond.',
    clearFilter: 'Enlever le filtre',
    selectShown: 'Choisir les affichées',
    unselectShown: 'Enlever les affichées',
    random: 'Choisir au hasard',
    randomCount: 'Combien',
    selected: (selected, total) => `${count(selected)} choisies sur ${count(total)}`,
    leftOut: (selected, leftOut) =>
      `Un speedrun n’en prend pas plus : ${count(selected)} choisies, ${count(leftOut)} de trop.`,
    list: 'Questions à choisir',
    answer: (answers) => `Juste : ${answers}`,
  },

  settings: {
    heading: 'Réglages',
    quizName: 'Nom du quiz',
    defaultName: 'Speedrun',
    duration: 'Secondes par question',
    durationHint: 'Sur cette durée, les points de chaque question tombent à zéro.',
    estimate: (ms) => `Un participant a fini en ${roughly(ms)} au plus.`,
  },

  people: {
    heading: 'Salle d’attente',
    list: 'Participants',
    empty: 'Personne n’est encore là. Partage le code.',
    count: (total) => `${count(total)} dans la salle`,
    remove: (name) => `Retirer ${name}`,
    removeTitle: (name) => `Retirer ${name} ?`,
    removeLead: 'Ses points quittent le classement, sa place disparaît.',
    removeButton: 'Retirer',
    extraTime: (name: string) => `Temps supplémentaire pour ${name}`,
    extraTimeLead:
      'Son chronomètre dure plus longtemps dès la prochaine question et les points sont comptés en proportion : ni avantage ni désavantage. Personne d’autre ne le sait.',
    extraTimeNone: 'Aucun',
    extraTimeBy: (percent: number) => `+${percent} %`,
    extraTimeGive: 'Appliquer',
    away: 'absent',
    locked: 'Fermée : plus personne ne peut entrer.',
    open: 'Ouverte : entre qui a le code.',
    lock: 'Fermer la salle',
    unlock: 'Ouvrir la salle',
  },

  start: {
    button: 'Lancer la course',
    starting: 'Lancement…',
    ready: (present) =>
      present === 0 ? 'Prêt quand tu l’es.' : `Prêt. ${count(present)} dans la salle.`,
    connection: 'Attends la connexion.',
    missing: {
      'no-question-set': 'Envoie d’abord un jeu de questions.',
      'no-questions-selected': 'Choisis au moins une question.',
      'duration-out-of-range': 'Mets de 1 à 600 secondes par question.',
      'name-too-long': 'Raccourcis le nom à 100 caractères.',
      'too-many-questions': 'Choisis moins de questions : un speedrun n’en prend pas autant.',
    },
    nobodyTitle: 'Lancer sans participants ?',
    nobodyLead: 'Personne n’est encore là. On peut aussi entrer pendant la course.',
    anyway: 'Lancer quand même',
    cancel: 'Annuler',
  },

  run: {
    title: 'En course',
    elapsed: 'Écoulé',
    finished: 'Arrivés',
    average: 'Réponse moyenne',
    questions: 'Questions',
    standings: 'Classement',
    find: 'Chercher quelqu’un',
    at: (answered, total) => `${count(answered)} / ${count(total)}`,
    atLabel: (answered, total) => `${answered} questions répondues sur ${total}`,
    done: 'arrivé',
    waiting: 'Les premières réponses arrivent.',
    end: 'Arrêter la course',
    endTitle: 'Arrêter la course pour tous ?',
    endLead: (unfinished) =>
      `${counted(unfinished, { one: 'participant n’a', other: 'participants n’ont' })} pas fini. Leurs points restent.`,
    endButton: 'Arrêter maintenant',
    ending: 'Arrêt…',
    empty: 'Personne n’est encore en course.',
    notFound: 'Personne ne s’appelle ainsi.',
    none: '–',
    charts: 'Graphiques',
    chart: {
      answers: 'Réponses par question',
      times: 'Secondes d’une réponse à l’autre',
      question: 'Question',
      seconds: 'Secondes',
      count: 'Réponses',
      people: 'Participants',
    },
  },
};
