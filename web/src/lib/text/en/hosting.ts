// What only a host's screens say, in English.
import { host } from './host';
import { present } from './present';

const hosting = { ...host, present };

export type HostText = typeof hosting;
export default hosting;
