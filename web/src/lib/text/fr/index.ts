// Every word that people see, in French.
import type { Text } from '../en';
import { stopwatch } from '../format';
import { count, counted, deltaOf, ordinal, secondsOf } from './format';
import { problems } from './problems';

const product = 'mc-speedrun';
const points = { one: 'point', other: 'points' };
const places = { one: 'place', other: 'places' };

const french: Text = {
  product,
  title: (page) => `${page} · ${product}`,

  home: {
    title: 'Accueil',
    heading: ['Sais-le.', 'Touche.', 'Fonce.'],
    lead: 'Des courses à choix multiples : les mêmes questions pour tous, et les bonnes réponses rapides gagnent.',
    join: 'Rejoindre un speedrun',
    code: 'Code d’accès',
    codeHint: '8 lettres et chiffres, donnés par l’hôte.',
    codeWrongLength: (length) =>
      length === 0
        ? 'Saisis le code d’accès que l’hôte affiche.'
        : `Un code d’accès a 8 lettres et chiffres ; celui-ci en a ${length}.`,
    joinButton: 'Rejoindre',
    joining: 'Un instant…',
    host: 'Animer un speedrun',
    hostLead: 'Envoie tes questions, partage le code, lance la course.',
    hostButton: 'Animer un nouveau speedrun',
    opening: 'Ouverture…',
    hosted: 'Animés dans ce navigateur',
    past: 'Animés auparavant',
    hostedLink: (code) => `Retour à ${code}`,
  },

  preferences: {
    label: 'Réglages',
    language: 'Langue',
    theme: 'Apparence',
    sound: 'Son',
    themes: { auto: 'Comme l’appareil', light: 'Claire', dark: 'Sombre' },
  },

  notFound: {
    title: 'Introuvable',
    heading: 'Il n’y a rien à cette adresse',
    lead: 'Vérifie le lien ou pars de la page d’accueil.',
  },

  loading: {
    part: 'Chargement…',
    failed: 'Cette partie de l’application n’a pas pu être chargée',
    failedLead: 'Vérifie le réseau, puis recharge la page. Rien n’est perdu.',
    reload: 'Recharger',
  },

  connection: {
    label: 'Connexion',
    fine: 'Connecté',
    connecting: 'Connexion…',
    lost: 'Connexion perdue.',
    kept: 'Ce que tu fais est gardé et envoyé dès son retour.',
    reconnecting: 'Reconnexion…',
    retryIn: (seconds) => `Nouvel essai dans ${seconds} s.`,
    retryNow: 'Essayer maintenant',
    unavailable:
      'Le serveur ne peut rien enregistrer pour l’instant. Cela reprend tout seul ; patiente.',
    offline: 'Tu es hors ligne. Pour jouer ou animer, il faut le réseau.',
    slow: 'Connexion toujours en cours. Le serveur redémarre peut-être, ou le réseau est coupé.',
  },

  join: {
    title: (code) => `Rejoindre ${code}`,
    checking: 'Vérification du code…',
    heading: 'Rejoins le speedrun',
    name: 'Ton nom',
    nameHint: 'Tout le monde le voit au classement. 32 caractères au plus.',
    nameMissing: 'Saisis le nom que les autres verront.',
    nameTooLong: (length) => `Un nom a au plus 32 caractères ; celui-ci en a ${length}.`,
    takeSeat: 'Prendre place',
    takingSeat: 'Prise de place…',
    late: 'La course a commencé. Tu peux encore entrer : ton chrono part avec ta première question.',
    resumeHeading: 'Te revoilà',
    resumeLead: 'Ce navigateur a une place dans ce speedrun.',
    resume: (name) => `Continuer en tant que ${name}`,
    joinAnew: 'Entrer sous un autre nom',
    tryAgain: 'Réessayer',
    anotherCode: 'Saisir un autre code',
  },

  lobby: {
    title: 'Salle d’attente',
    heading: (name) => `Tu y es, ${name}`,
    waiting: 'La course commence quand l’hôte la lance. Garde cette page ouverte.',
    extraTime: (percent: number) =>
      `Vous avez ${percent} % de temps en plus par question. Les points comptent comme pour tous.`,
    present: (total) => counted(total, { one: 'participant', other: 'participants' }),
    more: (rest) => `et ${count(rest)} de plus`,
    you: 'toi',
    rename: 'Changer de nom',
    renameButton: 'Enregistrer le nom',
    cancel: 'Annuler',
    points: 'Une bonne réponse vaut jusqu’à 100 points, et moins à chaque instant qui passe.',
    tips: 'Au clavier : 1–9 ou A–J choisissent une option, Entrée continue.',
  },

  ownLink: {
    button: 'Continuer sur un autre appareil',
    lead: 'Ouvre ce lien là-bas ou scanne-le. Il n’est qu’à toi : qui l’a joue à ta place.',
    copy: 'Copier ton lien',
    copied: 'Copié',
    qr: 'Code QR de ton propre lien',
  },

  countdown: {
    title: 'Prépare-toi',
    heading: 'Prépare-toi',
    go: 'Partez',
    facts: (questions, seconds) =>
      `${counted(questions, { one: 'question', other: 'questions' })}, ${seconds} s chacune`,
  },

  race: {
    title: (number, total) => `Question ${number} sur ${total}`,
    progress: (number, total) => `${count(number)} / ${count(total)}`,
    progressLabel: (number, total) => `Question ${number} sur ${total}`,
    score: (score) => counted(score, points),
    secondsLeft: (seconds) => `encore ${seconds} s`,
    selectSeveral: (wanted) => `Choisis-en ${wanted}`,
    selectMore: (missing) => `Encore ${missing} à choisir`,
    confirm: 'Valider',
    sending: 'Envoi…',
    keptForLater:
      'Pas de connexion. Ta réponse est gardée, avec son temps, et envoyée dès le retour.',
    tooLate: 'Ta réponse est arrivée trop tard au serveur.',
    timeUp: 'Temps écoulé',
    nextLoading: 'Question suivante…',
    next: 'Question suivante',
    finish: 'Voir ma place',
    standings: 'Classement',
    outcome: {
      correct: 'Juste',
      partial: 'En partie juste',
      incorrect: 'Faux',
      timeout: 'Hors délai',
    },
    awarded: (score) => `+${score}`,
    took: (ms) => `en ${secondsOf(ms)}`,
    place: (rank, total) => `${ordinal(rank)} sur ${count(total)}`,
    announce: (outcome, score, rank, total) =>
      `${outcome}. ${counted(score, points)}. ${ordinal(rank)} sur ${count(total)}.`,
    quickest: 'Ta bonne réponse la plus rapide jusqu’ici',
    pace: (deltaMs) =>
      deltaMs < 0
        ? `${secondsOf(-deltaMs)} plus vite que ta moyenne`
        : `${secondsOf(deltaMs)} moins vite que ta moyenne`,
    climbed: (up) =>
      up > 0 ? `${counted(up, places)} de gagné` : `${counted(-up, places)} de perdu`,
    behind: (score, name) => `${count(score)} derrière ${name}`,
    aheadOf: (score, name) => `${count(score)} devant ${name}`,
    level: (name) => `À égalité avec ${name}`,
    rightOption: 'bonne réponse',
    yourOption: 'ton choix',
  },

  waiting: {
    title: 'Arrivée',
    heading: 'Ligne franchie',
    lead: 'Les autres courent encore. Le bilan vient quand tout le monde a fini.',
    finished: (finished, total) => `${count(finished)} arrivés sur ${count(total)}`,
    soon: 'La course est finie. Le bilan arrive.',
  },

  standings: {
    heading: 'Classement',
    empty: 'Personne n’a encore de points.',
    you: 'toi',
    truncated: (listed, total) => `Les ${count(listed)} meilleurs sur ${count(total)} sont listés.`,
  },

  summary: {
    title: 'Bilan',
    heading: 'Les résultats',
    noSummary: 'Ce speedrun est terminé. Il n’y a rien de toi à montrer.',
    home: 'Accueil',
  },

  ended: {
    unauthorized: {
      heading: 'Ta session a expiré',
      participant: 'Entre à nouveau pour continuer. Une place d’avant ne peut pas être reprise.',
      host: 'Le droit d’animer ce speedrun a expiré.',
      again: 'Rejoindre à nouveau',
    },
    gone: {
      heading: 'Ce speedrun n’existe plus',
      lead: 'Il est fini depuis un moment, ou le code n’a jamais été donné.',
    },
    superseded: {
      heading: 'Tu joues dans une autre fenêtre',
      host: 'Tu animes dans une autre fenêtre',
      lead: 'Une connexion plus récente a pris le relais. Continue là-bas ou reprends ici.',
      here: 'Continuer ici',
    },
    removed: {
      heading: 'L’hôte t’a retiré',
      lead: 'Ta place dans ce speedrun n’existe plus.',
    },
    misunderstood: {
      heading: 'Le serveur n’a pas compris cette application',
      lead: 'Recharge la page pour avoir la dernière version, puis réessaie.',
    },
    home: 'Accueil',
  },

  problems,

  time: { stopwatch, seconds: secondsOf, delta: deltaOf },
  count,
};

export default french;
