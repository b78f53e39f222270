// A connection's surroundings in a browser.
import type { ConnectionSurroundings } from './speedrun-connection';
import { watchWaking } from './wake-signals';

export const browserSurroundings: ConnectionSurroundings = {
  // The token goes as a subprotocol: addresses end up in logs and histories.
  openSocket: (token) => {
    const url = new URL('/speedrun', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    return new WebSocket(url, ['mc-speedrun', token]);
  },
  watchWaking,
  random: Math.random,
};
