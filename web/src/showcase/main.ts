// The page of components that `npm run dev` serves at /components; no build contains it.
import '../styles/tokens.css';
import '../styles/base.css';
import { mount } from 'svelte';
import { chooseLanguage, loadHostText } from '$lib/text';
import Showcase from './Showcase.svelte';

await chooseLanguage(new URLSearchParams(location.search).get('language'), navigator.languages);
await loadHostText();
mount(Showcase, { target: document.getElementById('app') as HTMLElement });
