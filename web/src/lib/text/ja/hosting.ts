// What only a host's screens say, in Japanese.
import type { HostText } from '../en/hosting';
import { host } from './host';
import { present } from './present';

const hosting: HostText = { ...host, present };

export default hosting;
