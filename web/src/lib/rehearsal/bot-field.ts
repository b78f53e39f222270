// A rehearsal's bots as the host's page holds them: they play until it lets them go.
import type { Problem } from '$lib/api/outcome';
import type { HostQuestion } from '$lib/protocol/packets';
import type { FromBots, ToBots } from './bot-messages';
import { botsOf, keepBots } from './rehearsal';

export function startBots(
  code: string,
  questions: readonly HostQuestion[],
  onRefused: (problem: Problem) => void,
): () => void {
  let bots = botsOf(code);
  if (bots.length === 0) return () => undefined;
  const worker = new Worker(new URL('./bot-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<FromBots>) => {
    if (data.name === 'refused') {
      onRefused(data.problem);
      return;
    }
    bots = bots.map((bot, number) => (number === data.bot ? { ...bot, token: data.token } : bot));
    keepBots(code, bots);
  };
  const message: ToBots = { code, bots, questions };
  worker.postMessage(message);
  return () => worker.terminate();
}
