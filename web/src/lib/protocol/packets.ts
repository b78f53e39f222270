// The packets by name. The types are generated from docs/protocol/; this file only gives the rest
// of the app convenient handles on them.
import type { ClientPacket, ServerPacket } from './generated/packets';

export type {
  ClientPacket,
  LeaderboardEntry,
  ParticipantReference,
  ParticipantState,
  Phase,
  QuestionSummary,
  ServerPacket,
} from './generated/packets';

export type ServerPacketType = ServerPacket['type'];
export type ClientPacketType = ClientPacket['type'];

// What one kind of packet carries.
export type Payload<Type extends ServerPacketType | ClientPacketType> = Extract<
  ServerPacket | ClientPacket,
  { type: Type }
>['payload'];

export type AnswerResult = Payload<'ANSWER-RESULT'>;
export type HostQuestion = Payload<'RESPONSE-HOST-QUESTIONS'>['questions'][number];
export type OwnQuestionSummary = Payload<'NOTIFY-PARTICIPANT-QUIZ-SUMMARY'>['questions'][number];
export type Refusal = Payload<'ERROR'>;
