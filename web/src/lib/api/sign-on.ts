// Signing on: a token for a new speedrun's host, or for a participant of an existing one.
import { answerOf, readObject, refusalOf, request } from './http';
import { failed, succeeded, type Outcome } from './outcome';

export interface SignOn {
  readonly code: string;
  readonly token: string;
  readonly expiresAt: number; // Epoch milliseconds.
}

export function signOnAsHost(): Promise<Outcome<SignOn>> {
  return signOn('/signon/host');
}

export function signOnAsParticipant(code: string): Promise<Outcome<SignOn>> {
  return signOn(`/signon/${encodeURIComponent(code)}/join`);
}

async function signOn(path: string): Promise<Outcome<SignOn>> {
  const response = await request(path, { method: 'POST' });
  if (response === null) return failed('network');
  const answer = await answerOf(response);
  if (!response.ok) return refusalOf(answer);
  const { quiz_id: code, access_token: token, expires_in: expiresIn } = readObject(answer.body);
  if (typeof code !== 'string' || typeof token !== 'string' || typeof expiresIn !== 'number') {
    return failed('unreadable');
  }
  return succeeded({ code, token, expiresAt: Date.now() + expiresIn * 1_000 });
}
