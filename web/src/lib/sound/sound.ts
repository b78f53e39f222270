// Plays cues unless muted. The synthesizer is fetched with the first that is to be heard.
import { preferences } from '$lib/browser/preferences';
import type { Cue } from './cues';

export function play(...cues: readonly Cue[]): void {
  if (cues.length === 0 || !preferences.sound) return;
  import('./synthesizer').then(
    ({ sound }) => sound(cues),
    () => undefined, // A missing sound is no reason to say anything.
  );
}
