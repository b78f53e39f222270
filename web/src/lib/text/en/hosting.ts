// What only a host's screens say, in English.
import { host } from './host';
import { editor } from './editor';
import { present } from './present';
import { rehearsal } from './rehearsal';

const hosting = { ...host, editor, present, rehearsal };

export type HostText = typeof hosting;
export default hosting;
