// What to do about each refusal, by the server's code, in French.
import type { Text } from '../en';

export const problems: Text['problems'] = {
  words: {
    network: 'Le serveur est injoignable. Vérifie le réseau et réessaie.',
    unreadable: 'Le serveur a répondu de façon inattendue. Réessaie dans un instant.',
    unknown_quiz: 'Aucun speedrun n’a ce code. Vérifie-le avec l’hôte.',
    quiz_finished: 'Ce speedrun est fini. Demande un nouveau code à l’hôte.',
    lobby_locked: 'La salle est fermée. Demande à entrer, puis réessaie.',
    speedrun_full: 'Toutes les places sont prises. Demande à l’hôte.',
    already_started: 'La course a commencé ; les questions restent telles quelles.',
    not_started: 'La course n’a pas encore commencé.',
    name_taken: 'Quelqu’un a déjà ce nom. Choisis-en un autre.',
    invalid_name: 'Ce nom ne convient pas. Choisis de 1 à 32 caractères visibles.',
    name_fixed: 'Le nom ne change plus maintenant.',
    rate_limited: 'Trop d’essais à la fois. Attends un peu, puis réessaie.',
    timeout: 'C’était trop long. Vérifie le réseau et réessaie.',
    unauthorized: 'Ta session a expiré. Repars de la page d’accueil.',
    forbidden: 'Tu n’as pas le droit de faire cela.',
    not_host: 'Seul l’hôte peut faire cela.',
    too_large:
      'Le fichier dépasse 1 Mo, le maximum d’un jeu de questions. Divise-le ou enlève des questions.',
    unsupported_media_type: 'Le serveur ne prend pas ce type de fichier. Envoie un fichier JSON.',
    invalid_question_set: 'Le fichier n’est pas un jeu de questions valide.',
    question_set_changed:
      'Le jeu de questions a été remplacé entre-temps. Revois ta sélection et relance.',
    no_question_set: 'Il n’y a pas encore de questions. Envoies-en.',
    invalid_selection: 'Cette sélection n’est pas permise. Choisis à nouveau.',
    invalid_settings: 'Ces réglages ne sont pas permis. Vérifie le nom et les secondes.',
    invalid_answer: 'Cette réponse n’a pas été acceptée. Choisis à nouveau.',
    unknown_participant: 'Ce participant est déjà parti.',
    results_pending: 'Les résultats ne sont pas encore prêts. Réessaie dans une minute.',
    not_found: 'Les résultats ne sont plus conservés.',
    unavailable: 'Le serveur a des difficultés. Réessaie dans un instant.',
    overloaded: 'Le serveur est à sa limite. Réessaie dans un instant.',
    internal: 'Le serveur a fait une erreur. Réessaie ; si elle reste, préviens qui s’en occupe.',
  },
  retryAfter: (seconds) => `Réessaie dans ${seconds} s.`,
  otherwise: 'Cela n’a pas marché. Réessaie dans un instant.',
};
