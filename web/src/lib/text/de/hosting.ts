// What only a host's screens say, in German.
import type { HostText } from '../en/hosting';
import { host } from './host';
import { editor } from './editor';
import { present } from './present';
import { rehearsal } from './rehearsal';

const hosting: HostText = { ...host, editor, present, rehearsal };

export default hosting;
