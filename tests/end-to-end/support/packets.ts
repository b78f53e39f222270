// The packets' types, from the schema; `npm run generate` makes them, and only `tsc` needs them.
import type { ClientPacket, ServerPacket } from './generated/packets.schema';

export type { ClientPacket, ServerPacket };
export type { Results } from './generated/results.schema';

export type ServerPacketType = ServerPacket['type'];
export type Packet<Type extends ServerPacketType> = Extract<ServerPacket, { type: Type }>;
export type Payload<Type extends ServerPacketType> = Packet<Type>['payload'];
