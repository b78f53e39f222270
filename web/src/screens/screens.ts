// The screens, each loaded when it is first needed, a host's with their words.
import { loadHostText, loadResultsText } from '$lib/text';

const withHostText = async <Screen>(screen: Promise<Screen>): Promise<Screen> => {
  const [loaded] = await Promise.all([screen, loadHostText(), loadResultsText()]);
  return loaded;
};

export const screens = {
  home: () => import('./home/HomeScreen.svelte'),
  join: () => import('./join/JoinScreen.svelte'),
  host: () => withHostText(import('./host/HostScreen.svelte')),
  present: () => withHostText(import('./present/PresentScreen.svelte')),
  results: () =>
    Promise.all([import('./results/ResultsScreen.svelte'), loadResultsText()]).then(
      ([screen]) => screen,
    ),
  'not-found': () => import('./not-found/NotFoundScreen.svelte'),
};
