import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { applyTheme, preferences } from '$lib/browser/preferences';
import { prepareForOffline } from '$lib/browser/offline';
import { router } from '$lib/routing/router.svelte';
import { credentials } from '$lib/session/browser-credentials';
import { chooseLanguage } from '$lib/text';
import { screens } from './screens/screens';

applyTheme();
credentials.dropExpired();
// Words and screen come at the same time; App tells if the screen does not.
const words = chooseLanguage(preferences.language, navigator.languages);
void screens[router.route.screen]().catch(() => undefined);
await words;

const target = document.getElementById('app') as HTMLElement;
target.replaceChildren();
mount(App, { target });
prepareForOffline(() => router.route.screen === 'join');
