// Which names the big screen shows in the lobby, each in a place of its own. A crowd comes faster than
// anybody reads: then a few of the latest take the places of those who have been there longest, and
// nobody else moves.
import type { ParticipantState } from '$lib/protocol/packets';

export type Guest = Pick<ParticipantState, 'userId' | 'name' | 'connected'>;
// Null where somebody was who has left.
export type Wall = readonly (Guest | null)[];
type Participants = ReadonlyMap<string, ParticipantState>; // In the order in which they came.

export const places = 33;
// Of those who come while every place is taken.
export const atOnce = 4;

interface Place {
  readonly userId: string;
  readonly since: number; // A count of guests; the lowest is the first to go.
}

export class NameWall {
  #places: readonly Place[] = [];
  #guests = 0;

  after(participants: Participants): Wall {
    this.#places = this.#places.map((place) =>
      participants.has(place.userId) ? place : { ...place, since: 0 },
    );
    const taken = this.#places.filter(({ since }) => since > 0).length;
    for (const { userId } of this.#newcomers(participants, Math.max(places - taken, atOnce)))
      this.#seat({ userId, since: ++this.#guests });
    return this.#places.map(({ userId }) => {
      const guest = participants.get(userId);
      return guest === undefined ? null : { userId, name: guest.name, connected: guest.connected };
    });
  }

  // At most so many of those who came after everybody who is shown.
  #newcomers(participants: Participants, most: number): ParticipantState[] {
    const shown = new Set(this.#places.map(({ userId }) => userId));
    const newest = [...participants.values()].slice(-most).reverse();
    const known = newest.findIndex(({ userId }) => shown.has(userId));
    return newest.slice(0, known < 0 ? most : known).reverse();
  }

  #seat(guest: Place): void {
    const oldest = Math.min(...this.#places.map(({ since }) => since));
    if (this.#places.length < places && oldest > 0) {
      this.#places = [...this.#places, guest];
    } else {
      const freed = this.#places.findIndex(({ since }) => since === oldest);
      this.#places = this.#places.map((place, index) => (index === freed ? guest : place));
    }
  }
}
