import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { credentials } from '$lib/session/browser-credentials';

credentials.dropExpired();

const target = document.getElementById('app') as HTMLElement;
target.replaceChildren();
mount(App, { target });
