// Reading summaries.
import type { OwnQuestionSummary } from '$lib/protocol/packets';

// Whether a participant chose exactly the right options.
export function isAllRight({ correctOptions, participantOptions }: OwnQuestionSummary): boolean {
  return (
    correctOptions.length === participantOptions.length &&
    correctOptions.every((option) => participantOptions.includes(option))
  );
}
