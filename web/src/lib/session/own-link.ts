// The link with which somebody goes on on another device: their token, in the part of an address that
// browsers never send. Whoever has the link is, for the server, the same person.
import type { Credential } from './credentials';

const name = 'seat';

export function ownLink(origin: string, path: string, token: string): string {
  return `${origin}${path}#${name}=${token}`;
}

// What a link's fragment brings, if it is one of ours, for this speedrun and role; null stands for
// either. The server has the last word on the token; this only reads what it says of itself.
export function credentialIn(
  hash: string,
  code: string,
  isHost: boolean | null,
): Credential | null {
  const token = new URLSearchParams(hash.replace(/^#/, '')).get(name);
  if (token === null) return null;
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const claims = JSON.parse(atob(payload)) as Record<string, unknown>;
    const { exp } = claims;
    if (claims['quizId'] !== code) return null;
    if (isHost !== null && claims['isHost'] !== isHost) return null;
    return typeof exp === 'number' ? { token, expiresAt: exp * 1_000 } : null;
  } catch {
    return null;
  }
}

// Takes it out of the address bar, so that nobody shares it with the join link by mistake.
export function takeCredential(code: string, isHost: boolean): Credential | null {
  const credential = credentialIn(location.hash, code, isHost);
  if (credential !== null) history.replaceState(null, '', location.pathname);
  return credential;
}
