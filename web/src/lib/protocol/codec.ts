// Packets to and from frames. Decoding trusts nothing: a frame that is not a whole packet of a
// known type yields null and is the caller's to ignore.
import { requiredMembers } from './generated/required-members';
import type { ClientPacket, ServerPacket, ServerPacketType } from './packets';

type JsonType = 'string' | 'boolean' | 'integer' | 'number' | 'array' | 'object';

export function encode(packet: ClientPacket): string {
  return JSON.stringify(packet);
}

export function decode(frame: string): ServerPacket | null {
  const value = parse(frame);
  if (!isObject(value) || !isKnownType(value['type'])) return null;
  const { type, payload } = value;
  if (!isObject(payload)) return null;
  for (const [member, jsonType] of Object.entries<JsonType>(requiredMembers[type])) {
    if (!hasJsonType(payload[member], jsonType)) return null;
  }
  return { type, payload } as unknown as ServerPacket;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKnownType(value: unknown): value is ServerPacketType {
  return typeof value === 'string' && Object.hasOwn(requiredMembers, value);
}

function hasJsonType(value: unknown, jsonType: JsonType): boolean {
  switch (jsonType) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === jsonType;
  }
}
