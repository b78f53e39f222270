// What this browser may do in which speedrun, kept so that a reload or a reopened tab goes on
// where it was. Per access code:
//
//   host         localStorage    every tab of the browser may act as the host
//   seat         sessionStorage  each tab is a participant of its own; survives its reload
//   last seat    localStorage    the seat last taken in any tab, offered to a new tab, which may
//                                instead join as somebody else
//   open answer  sessionStorage  given and not acknowledged, to be sent again after a reload
//   past         localStorage    which finished speedruns were hosted here
//   splits       sessionStorage  how the last questions went, for a reload within the race
//
// A host who also plays has both, under different keys.
import type { GivenAnswer } from '$lib/speedrun/participant-state';
import type { Split } from '$lib/speedrun/splits';
import type { SignOn } from '$lib/api/sign-on';
import type { JsonStorage } from './json-storage';

export interface Credential {
  readonly token: string;
  readonly expiresAt: number; // Epoch milliseconds.
  // The access code of the speedrun that this one only rehearses; for hosts.
  readonly rehearsalOf?: string | undefined;
}

export interface Seat extends Credential {
  readonly name: string | null; // Null until the server has confirmed one.
}

export interface HostedSpeedrun {
  readonly code: string;
  readonly expiresAt: number;
}

const hostKey = (code: string) => `mcs.host.${code}`;
const seatKey = (code: string) => `mcs.seat.${code}`;
const answerKey = (code: string) => `mcs.answer.${code}`;
const splitsKey = (code: string) => `mcs.splits.${code}`;
const draftKey = (code: string) => `mcs.draft.${code}`;
const pastKey = 'mcs.past';
const editorKey = (code: string) => `mcs.editor.${code}`;
const nameKey = 'mcs.name';

const mostPast = 50;

// A finished speedrun that this browser hosted. Outlives the right to its results.
export interface PastSpeedrun {
  readonly code: string;
  readonly name: string;
  readonly participants: number;
  readonly finishedAt: number; // Epoch milliseconds.
}

export class Credentials {
  constructor(
    private readonly browser: JsonStorage,
    private readonly tab: JsonStorage,
    private readonly now: () => number = Date.now,
  ) {}

  host(code: string): Credential | null {
    return this.#alive(asCredential(this.browser.read(hostKey(code))));
  }

  keepHost({ code, ...credential }: SignOn & Credential): void {
    this.browser.write(hostKey(code), credential);
  }

  dropHost(code: string): void {
    this.browser.remove(hostKey(code));
    this.browser.remove(draftKey(code));
    this.browser.remove(editorKey(code));
  }

  // Speedruns this browser may host, the newest first; not rehearsals.
  hosted(): HostedSpeedrun[] {
    return this.#codes(hostKey(''))
      .flatMap((code) => {
        const credential = this.host(code);
        if (credential === null || credential.rehearsalOf !== undefined) return [];
        return [{ code, expiresAt: credential.expiresAt }];
      })
      .sort((a, b) => b.expiresAt - a.expiresAt);
  }

  // The newest first.
  past(): PastSpeedrun[] {
    const kept = this.browser.read(pastKey);
    return Array.isArray(kept) ? kept.filter(isPast) : [];
  }

  // Rehearsals are not kept.
  keepPast(speedrun: Omit<PastSpeedrun, 'finishedAt'>): void {
    if (this.host(speedrun.code)?.rehearsalOf !== undefined) return;
    const past = this.past();
    if (past.some(({ code }) => code === speedrun.code)) return;
    const newest = { ...speedrun, finishedAt: this.now() };
    this.browser.write(pastKey, [newest, ...past].slice(0, mostPast));
  }

  seat(code: string): Seat | null {
    return this.#alive(asSeat(this.tab.read(seatKey(code))));
  }

  // A seat with a name that another tab, perhaps a closed one, last took.
  lastSeat(code: string): Seat | null {
    const seat = this.#alive(asSeat(this.browser.read(seatKey(code))));
    return seat === null || seat.name === null ? null : seat;
  }

  keepSeat(code: string, seat: Seat): void {
    this.tab.write(seatKey(code), seat);
    if (seat.name !== null) {
      this.browser.write(seatKey(code), seat);
      this.browser.write(nameKey, seat.name);
    }
  }

  dropSeat(code: string): void {
    this.forgetLastSeat(code, this.seat(code)?.token);
    this.tab.remove(seatKey(code));
    this.tab.remove(answerKey(code));
    this.tab.remove(splitsKey(code));
  }

  // Only if it is still the seat with this token: another tab may have taken a newer one.
  forgetLastSeat(code: string, token: string | undefined): void {
    if (this.lastSeat(code)?.token === token) this.browser.remove(seatKey(code));
  }

  openAnswer(code: string): GivenAnswer | null {
    return this.tab.read(answerKey(code)) as GivenAnswer | null;
  }

  keepOpenAnswer(code: string, answer: GivenAnswer | null): void {
    if (answer === null) this.tab.remove(answerKey(code));
    else this.tab.write(answerKey(code), answer);
  }

  splits(code: string): readonly Split[] {
    const kept = this.tab.read(splitsKey(code));
    return Array.isArray(kept) ? (kept as Split[]) : [];
  }

  keepSplits(code: string, splits: readonly Split[]): void {
    this.tab.write(splitsKey(code), splits);
  }

  // What this browser's owner was last called.
  lastName(): string {
    const name = this.browser.read(nameKey);
    return typeof name === 'string' ? name : '';
  }

  draft(code: string): unknown {
    return this.browser.read(draftKey(code));
  }

  keepDraft(code: string, draft: unknown): void {
    this.browser.write(draftKey(code), draft);
  }

  // Questions that were written and not uploaded yet.
  editorDraft(code: string): unknown {
    return this.browser.read(editorKey(code));
  }

  keepEditorDraft(code: string, draft: unknown): void {
    if (draft === null) this.browser.remove(editorKey(code));
    else this.browser.write(editorKey(code), draft);
  }

  dropExpired(): void {
    for (const code of this.#codes(hostKey(''))) {
      if (this.host(code) === null) this.dropHost(code);
    }
    for (const code of this.#codes(seatKey(''))) {
      if (this.lastSeat(code) === null) this.browser.remove(seatKey(code));
    }
  }

  #codes(prefix: string): string[] {
    const keys = this.browser.keys().filter((key) => key.startsWith(prefix));
    return keys.map((key) => key.slice(prefix.length));
  }

  #alive<Kind extends Credential>(credential: Kind | null): Kind | null {
    return credential !== null && credential.expiresAt > this.now() ? credential : null;
  }
}

function isPast(value: unknown): value is PastSpeedrun {
  if (typeof value !== 'object' || value === null) return false;
  const { code, name, participants, finishedAt } = value as Partial<PastSpeedrun>;
  return (
    typeof code === 'string' &&
    typeof name === 'string' &&
    typeof participants === 'number' &&
    typeof finishedAt === 'number'
  );
}

function asCredential(value: unknown): Credential | null {
  if (typeof value !== 'object' || value === null) return null;
  const { token, expiresAt, rehearsalOf } = value as Partial<Credential>;
  if (typeof token !== 'string' || typeof expiresAt !== 'number') return null;
  return { token, expiresAt, rehearsalOf };
}

function asSeat(value: unknown): Seat | null {
  const credential = asCredential(value);
  if (credential === null) return null;
  const { name } = value as Partial<Seat>;
  return { ...credential, name: typeof name === 'string' ? name : null };
}
