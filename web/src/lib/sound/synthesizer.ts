// Cues as notes, made by the browser's own oscillators: nothing to fetch, nothing to license.
import type { Cue } from './cues';

interface Note {
  readonly at: number; // Seconds from the cue's beginning.
  readonly lasts: number;
  readonly pitch: number; // Hz
  readonly to?: number; // Glides there.
  readonly wave: OscillatorType;
}

const note = (at: number, pitch: number, lasts: number, wave: OscillatorType = 'triangle') => ({
  at,
  pitch,
  lasts,
  wave,
});

const notes: Record<Cue, readonly Note[]> = {
  count: [note(0, 440, 0.12, 'square')],
  go: [note(0, 880, 0.35, 'square')],
  right: [note(0, 659, 0.1), note(0.09, 988, 0.2)],
  wrong: [{ ...note(0, 196, 0.28, 'sawtooth'), to: 131 }],
  overtake: [{ ...note(0, 330, 0.22, 'sawtooth'), to: 1320 }],
  finish: [note(0, 523, 0.14), note(0.14, 659, 0.14), note(0.28, 784, 0.14), note(0.42, 1047, 0.5)],
};

const loudness = 0.12;
const pause = 0.05;

let context: AudioContext | null = null;

// One after the other.
export function sound(cues: readonly Cue[]): void {
  context ??= new AudioContext();
  // Suspended until the person has touched the page, and after the machine has slept.
  void context.resume();
  let start = context.currentTime;
  for (const cue of cues) {
    for (const each of notes[cue]) playNote(context, each, start + each.at);
    start += Math.max(...notes[cue].map(({ at, lasts }) => at + lasts)) + pause;
  }
}

function playNote(audio: AudioContext, { pitch, to, lasts, wave }: Note, start: number): void {
  const oscillator = new OscillatorNode(audio, { type: wave, frequency: pitch });
  if (to !== undefined) oscillator.frequency.exponentialRampToValueAtTime(to, start + lasts);
  const volume = new GainNode(audio, { gain: 0 });
  // Without a ramp at both ends a note clicks.
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(loudness, start + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + lasts);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + lasts);
}
