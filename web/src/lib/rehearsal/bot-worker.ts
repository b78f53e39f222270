// The worker that a rehearsal's bots live in: each signs on and plays over a connection of its own.
// A worker's clocks go on while another window, such as the big screen, covers the host's page.
import { signOnAsParticipant } from '$lib/api/sign-on';
import { browserSurroundings } from '$lib/connection/browser-surroundings';
import { SpeedrunConnection } from '$lib/connection/speedrun-connection';
import type { ServerPacket } from '$lib/protocol/packets';
import { AnswerKey } from './answer-key';
import { Bot } from './bot';
import type { BotPlan, FromBots, ToBots } from './bot-messages';

interface Port {
  onmessage: ((event: MessageEvent<ToBots>) => void) | null;
  postMessage(message: FromBots): void;
}
const port = self as unknown as Port;

// A worker does not sleep or wake by itself.
const surroundings = { ...browserSurroundings, watchWaking: () => () => undefined };

// They come one after the other, as people do.
const arrivalMs = 120;

function play({ name, skill }: BotPlan, token: string, key: AnswerKey): void {
  const bot = new Bot(name, skill, key);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connection = new SpeedrunConnection(
    token,
    {
      // What it was about to say on the last connection may be outdated.
      onState: () => clearTimeout(timer),
      onPacket: (packet: ServerPacket) => {
        if (packet.type === 'BROADCAST-QUIZ-FINISHED') {
          clearTimeout(timer);
          connection.finish();
          return;
        }
        const next = bot.heard(packet);
        if (next === null) return;
        clearTimeout(timer);
        timer = setTimeout(() => connection.send(next.packet), next.afterMs);
      },
    },
    surroundings,
  );
}

async function signOn(code: string, bot: number): Promise<string | null> {
  const outcome = await signOnAsParticipant(code);
  if (!outcome.ok) {
    port.postMessage({ name: 'refused', problem: outcome.problem });
    return null;
  }
  port.postMessage({ name: 'signed-on', bot, token: outcome.value.token });
  return outcome.value.token;
}

port.onmessage = async ({ data: { code, bots, questions } }) => {
  const key = new AnswerKey(questions);
  for (const [number, plan] of bots.entries()) {
    const token = plan.token ?? (await signOn(code, number));
    if (token === null) return;
    play(plan, token, key);
    await new Promise((resolve) => setTimeout(resolve, arrivalMs));
  }
};
